package io.github.passage.lab.transfer;

import io.github.passage.address.PortRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The data ports of one part of the data plane. Not thread-safe. */
final class Shard {
    /** All numbers, longest unused first. */
    private final Deque<Integer> order;

    private final Map<Integer, Integer> uses = new HashMap<>();
    private final List<DataPort> open = new ArrayList<>();

    Shard(PortRange range) {
        this.order = IntStream.rangeClosed(range.first(), range.last())
                .boxed()
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** A number to use: the longest unused of those least used; null if all are taken and a number serves one session only. */
    @Nullable
    Integer take(PortUse use) {
        Integer number = order.stream()
                .min(Comparator.comparingInt(port -> uses.getOrDefault(port, 0)))
                .orElse(null);
        if (number == null || (use == PortUse.EXCLUSIVE && uses.getOrDefault(number, 0) > 0)) {
            return null;
        }
        uses.merge(number, 1, Integer::sum);
        return number;
    }

    /** Gives a number back; whether nothing of this shard is in use any more. */
    boolean free(int number) {
        uses.merge(number, -1, Integer::sum);
        order.remove(number);
        order.addLast(number);
        return uses.values().stream().allMatch(count -> count == 0);
    }

    void open(DataPort port) {
        open.add(port);
    }

    void closed(DataPort port) {
        open.remove(port);
    }

    List<DataPort> all() {
        return List.copyOf(open);
    }

    /** The port of that number that has waited longest without a connection, else the longest open. */
    Optional<DataPort> waiting(int number) {
        List<DataPort> ofNumber =
                open.stream().filter(port -> port.number() == number).toList();
        return ofNumber.stream()
                .filter(DataPort::routedFirst)
                .findFirst()
                .or(() -> ofNumber.stream().findFirst());
    }
}
