package io.github.passage.it.chart;

import java.util.List;
import java.util.stream.Stream;

/** The values that everything is tried with: each mode as it comes, and each choice at least once. */
final class Combinations {
    private static final String GATEWAY = "targets: ['ftp.example.com:21']\n";
    private static final String SIDECAR = "mode: sidecar\n";
    private static final String LAB = "mode: lab\n";
    private static final String REPLICAS = GATEWAY + "replicaCount: 3\ndataPorts: 8192-8239\n";
    private static final String NLB = GATEWAY + "networkPolicy: {enabled: true, healthChecks: [10.1.0.0/16]}\n";

    static final Combination GATEWAY_DEFAULT = of("gateway", GATEWAY);
    static final Combination SIDECAR_DEFAULT = of("sidecar", SIDECAR + "sidecar: {server: {image: 'vsftpd:3.0.3'}}\n");
    static final Combination LAB_DEFAULT = of("lab", LAB);

    private static final List<Combination> ALL = List.of(
            GATEWAY_DEFAULT,
            SIDECAR_DEFAULT,
            LAB_DEFAULT,
            of("gateway reached without a Service", GATEWAY + "service: {enabled: false}"),
            of("gateway at a headless Service", GATEWAY + "replicaCount: 2\nservice: {clusterIP: None}"),
            of("gateway for clients of IPv4 and IPv6", GATEWAY + """
                    listenAddresses: ['[::]']
                    service: {ipFamilyPolicy: RequireDualStack}
                    """),
            of("gateway at node ports", GATEWAY + "service: {type: NodePort}\nnetworkPolicy: {enabled: true}"),
            of("gateway at other node ports", GATEWAY + """
                    dataPorts: 9000-9049
                    passiveAddress: 203.0.113.5
                    service: {type: NodePort, nodePorts: {control: 31021, first: 31100}, externalTrafficPolicy: Cluster}
                    """),
            of("gateway with one data port", GATEWAY + "dataPorts: 9000\nnetworkPolicy: {enabled: true}"),
            of("gateway behind any load balancer", GATEWAY + """
                    passiveAddress: ftp.example.com
                    service: {type: LoadBalancer, loadBalancerSourceRanges: [198.51.100.0/24], sessionAffinity: ClientIP}
                    """),
            of("gateway behind an internet-facing NLB", NLB + """
                    dataPorts: 8192-8240
                    passiveAddress: 203.0.113.5
                    service:
                      type: LoadBalancer
                      loadBalancerClass: service.k8s.aws/nlb
                      nlb: {enabled: true, scheme: internet-facing, subnets: [subnet-a], eipAllocations: [eipalloc-a]}
                    """),
            of("gateway behind an NLB that reaches nodes", NLB + """
                    passiveAddress: 203.0.113.5
                    service: {type: LoadBalancer, externalTrafficPolicy: Cluster, nlb: {enabled: true, targetType: instance}}
                    """),
            of("gateway behind an NLB that reaches nodes with a pod", NLB + """
                    passiveAddress: 203.0.113.5
                    service: {type: LoadBalancer, nlb: {enabled: true, targetType: instance, crossZone: false}}
                    """),
            waiting("gateway behind an NLB with PROXY headers", "proxy-protocol", NLB + """
                    proxyProtocol: {trusted: [10.1.0.0/16]}
                    service: {type: LoadBalancer, nlb: {enabled: true, proxyProtocol: true, preserveClientIp: false}}
                    """),
            waiting("gateway behind HAProxy", "proxy-protocol", GATEWAY + """
                    passiveAddress: 192.0.2.7
                    proxyProtocol: {accept: optional, header: first, trusted: [10.1.0.0/16, 'fd00::/8'], timeout: 3s, send: v2}
                    """),
            waiting("gateway to servers behind HAProxy", "proxy-protocol", GATEWAY + "proxyProtocol: {send: v1}"),
            waiting("gateway with several replicas", "replicas", REPLICAS + """
                    handover: {enabled: true, trusted: [10.0.0.0/8]}
                    networkPolicy: {enabled: true, clients: [10.0.0.0/8, '2001:db8::/32']}
                    """),
            waiting(
                    "gateway with several replicas that may connect only to what they need",
                    "replicas",
                    REPLICAS + """
                    handover: {enabled: true, port: 9700, trusted: [10.0.0.0/8]}
                    networkPolicy:
                      enabled: true
                      egress:
                        - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
                        - to: [{ipBlock: {cidr: 192.0.2.0/24}}]
                    """),
            waiting("gateway that scales", "replicas", REPLICAS + """
                    handover: {enabled: true, slots: 16, trusted: [10.0.0.0/8], tls: {enabled: true, existingSecret: peers}}
                    autoscaling: {enabled: true, maxReplicas: 12, sessionsPerPod: 200}
                    """),
            waiting("gateway whose replicas prove who they are", "replicas", REPLICAS + """
                    handover: {enabled: true, tls: {enabled: true, certificate: C, key: K, ca: A}}
                    """),
            of("gateway with a pod in each zone", REPLICAS + """
                    passiveAddress: zero
                    service: {type: LoadBalancer, onePodPerAddress: true, nlb: {enabled: true, crossZone: false}}
                    """),
            waiting("gateway to several servers", "balance", """
                    targets: ['a.example:21', '[2001:db8::1]:2121']
                    balance: source-hash
                    healthCheck: {kind: greeting, interval: 5s, timeout: 2s, healthy: 1, unhealthy: 3}
                    """),
            waiting("gateway with limits", "sessions-per-client", GATEWAY + """
                    deny: [198.51.100.7]
                    limits: {sessions: 1000000, sessionsPerClient: 20, newSessionsPerSecond: none, bandwidthPerSession: 10MiB}
                    """),
            waiting("gateway that drains long", "drain-delay", GATEWAY + "drain: {delay: 20s, grace: 10m}"),
            waiting("gateway that rolls out", "reload", GATEWAY + "reload: rollout\npodAnnotations: {a: b}"),
            waiting("gateway with rules for addresses", "rules", GATEWAY + """
                    passiveAddress: ftp.example.com
                    proxyProtocol: {accept: required, trusted: [10.1.0.0/16]}
                    passiveAddressRules:
                      - {endpoint: vpce-0123456789abcdef0, node: 10.0.1.5, address: 10.9.0.5}
                      - {node: 10.0.1.5, address: 203.0.113.5}
                      - {clients: 10.0.0.0/8, address: proxy-destination}
                    """),
            waiting("gateway at node ports with rules for addresses", "rules", GATEWAY + """
                    passiveAddressRules: [{clients: 10.0.0.0/8, address: control}]
                    service: {type: NodePort}
                    """),
            of("gateway with every older key", GATEWAY + """
                    hopName: edge
                    controlPort: 2100
                    dataPorts: 9000-9019
                    passiveAddress: keep
                    dataPeer: prefix/24
                    epsv: refuse
                    auth: pass
                    dialFrom: 10.1.0.5
                    admit: [10.0.0.0/8]
                    refusedSources: drop
                    timeouts: {connect: 5s, login: 30s, controlIdle: 10m, dataIdle: 1m, reservation: 10s}
                    limits: {commandLine: 4KiB, replyLine: 4KiB, heldReplyLines: 256}
                    eventLoops: 2
                    javaOptions: -Xmx128m
                    """),
            of("gateway with HOCON of one's own", GATEWAY + """
                    extraEnv: [{name: LOOPS, value: '3'}]
                    config:
                      extra: |
                        passage.transcripts.directory = /tmp/transcripts
                        passage.hops.{{ .Values.hopName }}.timeouts.login = 20s
                    """),
            of("gateway with nothing but HOCON of one's own", """
                    service: {enabled: false}
                    config:
                      override: |
                        passage.hops.mine { listen = "0.0.0.0:2121", target = "192.0.2.1:21", data-ports = {{ .Values.dataPorts }} }
                    """),
            of("gateway watched by everything", GATEWAY + """
                    serviceMonitor: {enabled: true, labels: {release: prometheus}}
                    prometheusRule: {enabled: true, labels: {release: prometheus}}
                    dashboard: {enabled: true, annotations: {grafana_folder: FTP}}
                    """),
            of("gateway with every setting of pods", """
                    targets: ['ftp.example.com:21']
                    fullnameOverride: demo-passage
                    commonLabels: {team: files}
                    image: {repository: registry.example/passage, digest: 'sha256:%s', pullPolicy: Always}
                    imagePullSecrets: [{name: registry}]
                    serviceAccount: {create: false, name: shared}
                    nodeSelector: {disk: ssd}
                    tolerations: [{key: ftp, operator: Exists}]
                    affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:
                      [{matchExpressions: [{key: zone, operator: In, values: [a]}]}]}}}
                    topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
                    priorityClassName: important
                    extraVolumes: [{name: more, emptyDir: {}}]
                    extraVolumeMounts: [{name: more, mountPath: /more}]
                    podDisruptionBudget: {enabled: false}
                    podLabels: {tier: edge}
                    """.formatted("0123456789abcdef".repeat(4))),
            of("gateway with a Secret of one's own", """
                    targets: ['ftp.example.com:21']
                    admin: {existingSecret: admin, port: 9700}
                    logFormat: text
                    tests: {enabled: false}
                    """),
            of("gateway that binds port 21 itself", GATEWAY + "controlPort: 21\nlistenAddresses: ['[::]']"),
            of("sidecar at other ports", SIDECAR + """
                    controlPort: 2121
                    dataPorts: 30000-30019
                    networkPolicy: {enabled: true, egress: [{ports: [{port: 53, protocol: UDP}]}]}
                    sidecar: {server: {image: 'vsftpd:3', port: 2122, passivePorts: 30020-30039, preStop: false,
                      dataVolume: {persistentVolumeClaim: {claimName: files}}, env: [{name: TZ, value: UTC}]}}
                    """),
            of("sidecar of another server", SIDECAR + """
                    service: {enabled: false}
                    sidecar: {server: {image: 'pure-ftpd:1', command: [], args: ['-S', '127.0.0.1,2121'], config: {vsftpd.conf: null},
                      securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}}
                    """),
            of("lab of a topology of one's own", LAB + """
                    networkPolicy: {enabled: true, admin: [{podSelector: {matchLabels: {app: tests}}}]}
                    lab: {topologyFile: "clients {}", args: [--time-scale, '10']}
                    """));

    private Combinations() {}

    static Stream<Combination> all() {
        return ALL.stream();
    }

    /** Those whose pods follow FTP. */
    static Stream<Combination> proxies() {
        return all().filter(combination -> !combination.values().contains("mode: lab"));
    }

    private static Combination of(String name, String values) {
        return new Combination(name, "", values);
    }

    private static Combination waiting(String name, String key, String values) {
        return new Combination(name, key, values);
    }
}
