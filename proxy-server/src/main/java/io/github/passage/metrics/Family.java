package io.github.passage.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The catalogue: every metric family of Passage's own, as it is served and documented. */
enum Family {
    SESSIONS_OPEN(
            "passage_sessions_open",
            Kind.GAUGE,
            "Sessions with an open control connection or a transfer under way.",
            "hop"),
    SESSIONS("passage_sessions_total", Kind.COUNTER, "Sessions that ended, by why.", "hop", "end"),
    SESSION_DURATION("passage_session_duration_seconds", Kind.HISTOGRAM, "How long sessions lasted.", "hop"),
    SESSIONS_REFUSED(
            "passage_sessions_refused_total",
            Kind.COUNTER,
            "Clients that got a reply instead of a session, by the limit that was reached, or denied.",
            "hop",
            "cause"),
    SESSIONS_LIMIT(
            "passage_sessions_limit",
            Kind.GAUGE,
            "How many sessions may be open at once; only where that is limited.",
            "hop"),
    LOGINS("passage_logins_total", Kind.COUNTER, "Logins that the server accepted.", "hop"),
    COMMANDS(
            "passage_commands_total",
            Kind.COUNTER,
            "Commands that clients sent, by verb; other for verbs that Passage does not know.",
            "hop",
            "verb"),
    COMMANDS_REFUSED(
            "passage_commands_refused_total",
            Kind.COUNTER,
            "Commands that Passage answered itself instead of the server.",
            "hop",
            "verb"),
    REPLIES(
            "passage_replies_total",
            Kind.COUNTER,
            "Replies of the server, by the first digit of their code.",
            "hop",
            "class"),
    PASSIVE_REPLIES(
            "passage_passive_replies_total",
            Kind.COUNTER,
            "Passive replies that went to clients, by code, policy, and whether the address is another than the server announced.",
            "hop",
            "kind",
            "policy",
            "address"),
    PASSIVE_REFUSALS(
            "passage_passive_refusals_total",
            Kind.COUNTER,
            "Passive replies that became a 425 for the client.",
            "hop",
            "cause"),
    DATA_CONNECTIONS(
            "passage_data_connections_total",
            Kind.COUNTER,
            "Data connections that ended or did not come about, by the passive reply they belong to and by outcome.",
            "hop",
            "reply",
            "outcome"),
    DATA_PORTS("passage_data_ports", Kind.GAUGE, "Data ports that the hop listens on.", "hop"),
    DATA_PORTS_RESERVED(
            "passage_data_ports_reserved", Kind.GAUGE, "Data ports that at least one client is waited for on.", "hop"),
    DATA_PORTS_WAITING(
            "passage_data_ports_clients_waiting", Kind.GAUGE, "Data connections that are waited for.", "hop"),
    DATA_PORTS_MOST(
            "passage_data_ports_most_reserved",
            Kind.GAUGE,
            "Data ports reserved by the client address that has most; one that has all gets a 425.",
            "hop"),
    DATA_PORTS_EXHAUSTED(
            "passage_data_ports_exhausted_total",
            Kind.COUNTER,
            "Passive replies refused since the client's address had reserved all data ports.",
            "hop"),
    RESERVATION_WAIT(
            "passage_reservation_wait_seconds",
            Kind.HISTOGRAM,
            "From the passive reply to the client's data connection.",
            "hop"),
    DATA_BYTES(
            "passage_data_bytes_total",
            Kind.COUNTER,
            "Bytes of data connections, counted while they move.",
            "hop",
            "direction"),
    DATA_MOVED(
            "passage_data_moved_bytes_total",
            Kind.COUNTER,
            "Bytes of data connections, by whether the kernel moved them or buffers.",
            "hop",
            "means"),
    TRANSFER_DURATION(
            "passage_transfer_duration_seconds",
            Kind.HISTOGRAM,
            "How long data connections lasted, from the client's arrival.",
            "hop",
            "direction"),
    TRANSFER_THROUGHPUT(
            "passage_transfer_throughput_bytes_per_second",
            Kind.HISTOGRAM,
            "Bytes per second of completed data connections.",
            "hop",
            "direction"),
    TRANSFER_FIRST_BYTE(
            "passage_transfer_first_byte_seconds",
            Kind.HISTOGRAM,
            "From the client's arrival at the data port to the first byte of either side.",
            "hop"),
    TARGET_CONNECT(
            "passage_target_connect_seconds",
            Kind.HISTOGRAM,
            "How long connecting to targets took.",
            "hop",
            "target",
            "connection"),
    TARGET_FAILURES(
            "passage_target_connect_failures_total",
            Kind.COUNTER,
            "Connections to targets that failed, by cause.",
            "hop",
            "target",
            "connection",
            "cause"),
    TARGET_HEALTHY(
            "passage_target_healthy",
            Kind.GAUGE,
            "Whether new connections may go to a target: 1 or 0; of more than 32 the healthy ones first.",
            "hop",
            "group",
            "target"),
    HOP_DRAINING("passage_hop_draining", Kind.GAUGE, "Whether the hop accepts nothing new: 1 or 0.", "hop"),
    HOP_DRAIN(
            "passage_hop_drain_seconds", Kind.GAUGE, "Since the drain began, while something is left; else 0.", "hop"),
    RELAYED_OPEN("passage_relayed_connections_open", Kind.GAUGE, "Relayed connections under way.", "hop"),
    RELAYED(
            "passage_relayed_connections_total",
            Kind.COUNTER,
            "Relayed connections that ended or did not come about.",
            "hop",
            "end"),
    RELAYED_BYTES(
            "passage_relayed_bytes_total",
            Kind.COUNTER,
            "Bytes of relayed connections, counted while they move; upload is from the side that dialled.",
            "hop",
            "direction"),
    REJECTED(
            "passage_rejected_connections_total",
            Kind.COUNTER,
            "Connections reset since their source may not reach the hop.",
            "hop"),
    ACCEPT_FAILURES("passage_accept_failures_total", Kind.COUNTER, "Failed accepts for unforeseen reasons.", "hop"),
    ACCEPT_PAUSES(
            "passage_accept_pauses_total",
            Kind.COUNTER,
            "How often all listeners stopped accepting for want of file descriptors or memory."),
    ACCEPT_PAUSED("passage_accept_paused", Kind.GAUGE, "Whether no listener accepts now: 1 or 0."),
    CONFIG_RELOADS(
            "passage_config_reloads_total",
            Kind.COUNTER,
            "How often the configuration was read again, or files of replicas.tls, by what came of it.",
            "result"),
    CONFIG_RELOAD_OK(
            "passage_config_last_reload_successful",
            Kind.GAUGE,
            "Whether the configuration and the files of replicas.tls that were read last run: 1, or 0 if one was refused and"
                    + " what was before goes on."),
    CONFIG_RELOADED(
            "passage_config_last_reload_success_timestamp_seconds",
            Kind.GAUGE,
            "When a configuration was last read that runs, in seconds since 1970."),
    PROXY_HEADERS(
            "passage_proxy_headers_total",
            Kind.COUNTER,
            "Connections that had to begin with a PROXY header, by what came.",
            "hop",
            "result"),
    HANDOVERS(
            "passage_handovers_total",
            Kind.COUNTER,
            "Data connections that came to another replica than their session's: there (out) and at their session's (in), by what became of them.",
            "hop",
            "direction",
            "result"),
    CLIENTS(
            "passage_clients",
            Kind.GAUGE,
            "Client addresses that tried a data connection in the last five minutes, by whether all, none or some came to an orderly end.",
            "hop",
            "state"),
    LOOP_LAG(
            "passage_event_loop_lag_seconds",
            Kind.HISTOGRAM,
            "How late the event loops do what they were asked to do at a certain time."),
    DIRECT_MEMORY("passage_direct_memory_bytes", Kind.GAUGE, "Memory outside the heap that buffers use."),
    DIRECT_MEMORY_LIMIT("passage_direct_memory_limit_bytes", Kind.GAUGE, "The most of it that buffers may use."),
    BUILD("passage_build_info", Kind.INFO, "Always 1.", "version", "java"),
    TLS_HANDSHAKES("passage_tls_handshakes_total", Kind.COUNTER, "TLS handshakes, by result.", "hop", "leg", "result"),
    TLS_RESUMPTIONS(
            "passage_tls_resumptions_total", Kind.COUNTER, "TLS handshakes that resumed a session.", "hop", "leg"),
    TLS_NOT_AFTER(
            "passage_tls_certificate_not_after_seconds",
            Kind.GAUGE,
            "When the certificate ends, in seconds since 1970.",
            "hop");

    /** Names kept for TLS, which is not there yet: documented, not served. */
    private static final Set<Family> RESERVED = EnumSet.of(TLS_HANDSHAKES, TLS_RESUMPTIONS, TLS_NOT_AFTER);

    private final String name;
    private final Kind kind;
    private final String help;
    private final String labels;

    Family(String name, Kind kind, String help, String... labels) {
        this.name = name;
        this.kind = kind;
        this.help = help;
        this.labels = String.join(" ", labels);
    }

    /** Those that are served. */
    static Stream<Family> served() {
        return Stream.of(values()).filter(family -> !RESERVED.contains(family));
    }

    /** The name as it is served, but for suffixes of histograms. */
    String fullName() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
    }

    boolean isReserved() {
        return RESERVED.contains(this);
    }

    /** The base unit, which its name ends in; empty for plain numbers. */
    String unit() {
        String bare = name.replaceFirst("_total$", "");
        return Stream.of("bytes_per_second", "seconds", "bytes")
                .filter(unit -> bare.endsWith("_" + unit))
                .findFirst()
                .orElse("");
    }

    /** The buckets of a histogram; empty for other kinds. */
    Optional<Bounds> bounds() {
        return switch (this) {
            case SESSION_DURATION -> Optional.of(Bounds.SESSION);
            case RESERVATION_WAIT, TRANSFER_FIRST_BYTE -> Optional.of(Bounds.WAIT);
            case TRANSFER_DURATION -> Optional.of(Bounds.TRANSFER);
            case TRANSFER_THROUGHPUT -> Optional.of(Bounds.THROUGHPUT);
            case TARGET_CONNECT -> Optional.of(Bounds.CONNECT);
            case LOOP_LAG -> Optional.of(Bounds.LAG);
            default -> Optional.empty();
        };
    }

    /** A series of this histogram. */
    Distribution newDistribution() {
        return new Distribution(bounds().orElseThrow());
    }

    /** What kind of metric a family is. */
    enum Kind {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Counts by size, in buckets. */
        HISTOGRAM,
        /** Always 1, with what is to be known in its labels. */
        INFO;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
