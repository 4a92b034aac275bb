package io.github.passage.it.observe.drawing;

import java.util.Locale;

/** Bits of SVG and HTML. */
final class Svg {
    private Svg() {}

    static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>".formatted(at(x), at(y), anchor, escaped(text));
    }

    static String line(double x1, double y1, double x2, double y2, String style) {
        return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>".formatted(at(x1), at(y1), at(x2), at(y2), style);
    }
}
