package io.github.passage.it.observe;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics that {@code helm/METRICS.md} documents.
 *
 * @param names of Passage's own
 * @param families beginnings of the names of others
 */
record Catalogue(Set<String> names, Set<String> families) {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(passage_\\w+)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^\\| `(\\w+_)\\*`");
    private static final Pattern NAME = Pattern.compile("\\b(?:passage|jvm|process|system)_[a-z0-9_]*[a-z0-9]\\b");
    private static final Pattern PART_OF_HISTOGRAM = Pattern.compile("_(bucket|sum|count)$");

    static Catalogue read() {
        String text = HelmFiles.read(HelmFiles.DIRECTORY.resolve("METRICS.md"));
        return new Catalogue(all(DOCUMENTED, text), all(FAMILY, text));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    boolean documents(String name) {
        return names.contains(name) || families.stream().anyMatch(name::startsWith);
    }

    /** The names in an expression; a histogram's without the ending of the series that is asked. */
    static Set<String> namesIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> PART_OF_HISTOGRAM.matcher(name).replaceAll(""))
                .collect(Collectors.toSet());
    }
}
