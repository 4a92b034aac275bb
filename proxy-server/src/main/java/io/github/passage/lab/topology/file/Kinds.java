package io.github.passage.lab.topology.file;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.IpLiteral;
import io.github.passage.config.Quantities;
import io.github.passage.config.ValueKind;
import io.github.passage.lab.transfer.PassiveIp;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The kinds of values of a topology file. */
final class Kinds {
    static final ValueKind<String> TEXT = ValueKind.text("a text", text -> text);
    static final ValueKind<Boolean> SWITCH = oneOf(Map.of("on", true, "off", false));
    static final ValueKind<Inet4Address> ADDRESS = ValueKind.text(
            "an IPv4 address such as 10.1.0.20",
            text -> IpLiteral.parseV4(text).orElseThrow(IllegalArgumentException::new));
    static final ValueKind<Cidr> CIDR = ValueKind.text("a network such as 10.1.0.0/16", Kinds::v4Network);
    static final ValueKind<String> NAME = ValueKind.text("a name of the topology", text -> text);
    static final ValueKind<HostPort> SERVER_ADDRESS =
            ValueKind.text("host:port of a running FTP server, for example \"127.0.0.1:2100\"", Kinds::serverAddress);
    static final ValueKind<PassiveIp> PASSIVE_IP = ValueKind.text(
            "AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most 15 characters", PassiveIp::parse);
    /** Zero stands for the traffic port, as in the model. */
    static final ValueKind<Integer> PROBED_PORT = ValueKind.text(
            "traffic-port, or a port from 1 to 65535",
            text -> text.equals("traffic-port") ? 0 : number(text, 1, 65535));

    static final ValueKind<Duration> IDLE = Quantities.duration(seconds(60), seconds(6000), "60s to 6000s");
    static final ValueKind<Duration> DELAY = Quantities.duration(Duration.ZERO, seconds(3600), "0s to 3600s");
    static final ValueKind<Duration> INTERVAL = Quantities.duration(seconds(5), seconds(300), "5s to 300s");
    static final ValueKind<Duration> TIMEOUT = Quantities.duration(seconds(2), seconds(120), "2s to 120s");
    static final ValueKind<Duration> STATE_CHANGE = Quantities.duration(Duration.ZERO, seconds(600), "0s to 600s");
    static final ValueKind<Integer> THRESHOLD = numbers(2, 10);
    static final ValueKind<Integer> CONNECTIONS = numbers(0, 10_000);

    private Kinds() {}

    static <T> ValueKind<T> oneOf(Map<String, T> words) {
        Map<String, T> sorted = new TreeMap<>(words);
        return ValueKind.text(String.join(" or ", sorted.keySet()), text -> {
            T found = sorted.get(text);
            if (found == null) {
                throw new IllegalArgumentException("no such word");
            }
            return found;
        });
    }

    /** An enum's constants by their names in lower case with hyphens. */
    static <E extends Enum<E>> ValueKind<E> oneOf(E[] values) {
        return oneOf(Arrays.stream(values)
                .collect(Collectors.toMap(
                        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value -> value)));
    }

    private static ValueKind<Integer> numbers(int least, int most) {
        return ValueKind.text("a number from " + least + " to " + most, text -> number(text, least, most));
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static Cidr v4Network(String text) {
        Cidr network = Cidr.parse(text);
        if (!(network.base() instanceof Inet4Address)) {
            throw new IllegalArgumentException("not IPv4");
        }
        return network;
    }

    private static HostPort serverAddress(String text) {
        HostPort address = HostPort.parse(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("no port");
        }
        return address;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
