package io.github.passage.it.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an alert looks at, without its threshold: an alert that is not firing answers nothing, but what it compares must answer
 * something, or it could never fire.
 */
final class LeftOperands {
    private static final Pattern SET_OPERATOR = Pattern.compile("\\b(and|or|unless)\\b");
    private static final Pattern COMPARISON = Pattern.compile("==|!=|>=|<=|>|<");

    private LeftOperands() {}

    /** The operand to the left of each comparison; the whole expression where nothing is compared. */
    static List<String> of(String expression) {
        String bare = withoutParentheses(expression);
        List<String> parts = split(bare, SET_OPERATOR);
        if (parts.size() > 1) {
            return parts.stream().flatMap(part -> of(part).stream()).toList();
        }
        return Stream.of(split(bare, COMPARISON).getFirst().strip()).toList();
    }

    private static String withoutParentheses(String expression) {
        String bare = expression.strip();
        while (bare.startsWith("(") && closing(bare) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    private static int closing(String text) {
        boolean[] top = topLevel(text);
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ')' && top[i]) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(String text, Pattern separator) {
        boolean[] top = topLevel(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        Matcher matcher = separator.matcher(text);
        while (matcher.find()) {
            if (top[matcher.start()]) {
                parts.add(text.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Which characters are in no brackets and no quotes; a closing bracket of the outermost pair is in none. */
    private static boolean[] topLevel(String text) {
        boolean[] top = new boolean[text.length()];
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
                continue;
            }
            if (c == '"' || c == '\'') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
            top[i] = depth == 0 && quote == 0;
        }
        return top;
    }
}
