package io.github.passage.config;

import com.typesafe.config.ConfigValueType;
import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.data.DataPeer;
import io.github.passage.hop.Admission.Refusal;
import io.github.passage.target.Balance;
import io.github.passage.target.CheckKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values of a hop, besides durations, sizes and the passive address. */
final class Values {
    static final ValueKind<InetSocketAddress> LISTEN = ValueKind.text(
            "an IP address and a port, for example \"0.0.0.0:2121\" or \"[::]:2121\"", Values::socketAddress);
    static final ValueKind<HostPort> TARGET =
            ValueKind.text("host:port, for example \"10.0.3.20:21\" or \"ftp.example.com:21\"", Values::target);
    static final ValueKind<InetAddress> ADDRESS = ValueKind.text(
            "an IP address, for example 10.0.3.7",
            text -> IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new));
    static final ValueKind<Cidr> NETWORK =
            ValueKind.text("a network such as 10.1.0.0/16 or a single address", Cidr::parse);
    static final ValueKind<PortRange> PORTS =
            ValueKind.text("first-last, for example 8192-8200, within 1-65535", PortRange::parse);
    static final ValueKind<DataPeer> DATA_PEER =
            ValueKind.text("same, any, or prefix/N with N from 1 to 32, for example prefix/24", DataPeer::parse);
    static final ValueKind<EpsvMode> EPSV = oneOf(EpsvMode.values());
    static final ValueKind<AuthMode> AUTH = oneOf(AuthMode.values());
    static final ValueKind<Balance> BALANCE = oneOf(Balance.values());
    static final ValueKind<CheckKind> CHECK = oneOf(CheckKind.values());
    static final ValueKind<Refusal> REFUSAL = oneOf(Refusal.values());
    static final ValueKind<Boolean> SWITCH = ValueKind.text("on or off", text -> switch (text) {
        case "on" -> true;
        case "off" -> false;
        default -> throw new IllegalArgumentException("neither");
    });

    private static final Pattern LABELS =
            Pattern.compile("(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\\.|$))+");
    private static final Pattern LAST_LABEL_NUMERIC = Pattern.compile("(?:.*\\.)?\\d+\\.?");
    private static final int LONGEST_NAME = 254;

    private Values() {}

    /** A whole number in a range. */
    static ValueKind<Integer> number(int least, int most) {
        return ValueKind.text("a number from " + least + " to " + most, text -> inRange(text, least, most));
    }

    /** Reads a whole number in a range, or throws IllegalArgumentException. */
    static int inRange(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    /** Whether a text can be a DNS name; four numbers are an address, if perhaps a wrong one (RFC 1123 section 2.1). */
    static boolean isDnsName(String text) {
        return text.length() <= LONGEST_NAME
                && LABELS.matcher(text).matches()
                && !LAST_LABEL_NUMERIC.matcher(text).matches();
    }

    private static InetSocketAddress socketAddress(String text) {
        HostPort parsed = HostPort.parse(text);
        return new InetSocketAddress(parsed.literal().orElseThrow(IllegalArgumentException::new), parsed.port());
    }

    private static HostPort target(String text) {
        HostPort parsed = HostPort.parse(text);
        if (parsed.port() == 0) {
            throw new IllegalArgumentException("0 (expected: a port from 1 to 65535)");
        }
        if (parsed.literal().isEmpty() && !isDnsName(parsed.host())) {
            throw new IllegalArgumentException("neither an address nor a name");
        }
        return parsed;
    }

    /** The names of an enum, in small letters. */
    static <E extends Enum<E>> ValueKind<E> oneOf(E[] values) {
        Map<String, E> words = Arrays.stream(values)
                .collect(Collectors.toMap(
                        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        value -> value,
                        (a, b) -> a,
                        TreeMap::new));
        return new ValueKind<>(String.join(" or ", words.keySet()), value -> {
            E found = value.valueType() == ConfigValueType.STRING ? words.get(ValueKind.textOf(value)) : null;
            if (found == null) {
                throw new IllegalArgumentException("no such word");
            }
            return found;
        });
    }
}
