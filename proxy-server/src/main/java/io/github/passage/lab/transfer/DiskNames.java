package io.github.passage.lab.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names of files as clients see them, and as they stand on disk. The two are the same where Java can write every
 * Unicode name. In the locale {@code C}, the default of many containers, it cannot write any name outside ASCII: there
 * such characters stand on disk as the percent-encoded bytes of their UTF-8 form.
 */
final class DiskNames {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final CharsetEncoder encoder;
    private final boolean plain;

    DiskNames(Charset diskCharset) {
        encoder = diskCharset.newEncoder();
        plain = diskCharset.name().startsWith("UTF-");
    }

    /** The names of the file system that this Java uses. */
    static DiskNames ofThisSystem() {
        String charset = System.getProperty("sun.jnu.encoding", "US-ASCII");
        return new DiskNames(Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.US_ASCII);
    }

    /** The form on disk of a name or path. */
    synchronized String toDisk(String name) {
        if (plain) {
            return name;
        }
        StringBuilder disk = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            String character = Character.toString(c);
            if (c != '%' && encoder.canEncode(character)) {
                disk.append(character);
            } else {
                for (byte part : character.getBytes(StandardCharsets.UTF_8)) {
                    disk.append('%').append(HEX.toHexDigits(part));
                }
            }
        });
        return disk.toString();
    }

    /** The name or path as clients see it: the reverse of {@link #toDisk}. */
    String fromDisk(String disk) {
        if (plain || disk.indexOf('%') < 0) {
            return disk;
        }
        ByteArrayOutputStream name = new ByteArrayOutputStream(disk.length());
        int at = 0;
        while (at < disk.length()) {
            int next = isEscape(disk, at) ? at + 3 : disk.offsetByCodePoints(at, 1);
            if (isEscape(disk, at)) {
                name.write(HexFormat.fromHexDigits(disk, at + 1, next));
            } else {
                name.writeBytes(disk.substring(at, next).getBytes(StandardCharsets.UTF_8));
            }
            at = next;
        }
        return name.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(String disk, int at) {
        return disk.charAt(at) == '%'
                && at + 2 < disk.length()
                && HexFormat.isHexDigit(disk.charAt(at + 1))
                && HexFormat.isHexDigit(disk.charAt(at + 2));
    }
}
