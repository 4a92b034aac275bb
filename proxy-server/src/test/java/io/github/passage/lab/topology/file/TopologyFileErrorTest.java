package io.github.passage.lab.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopologyFileErrorTest {
    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "cidr = \"10.1.1.0/24\"",
                        "cidr = \"10.1.0.128/25\"",
                        "my.conf:9: topology.networks.provider.subnets.b.cidr: \"10.1.0.128/25\" (expected: addresses of its own; subnet a has 10.1.0.0/24)\nmy.conf:20: topology.load-balancers.nlb.nodes.b.address: \"10.1.1.20\" (expected: an address of 10.1.0.128/25)"),
                arguments(
                        "cidr = \"10.1.1.0/24\"",
                        "cidr = \"10.9.1.0/24\"",
                        "my.conf:9: topology.networks.provider.subnets.b.cidr: \"10.9.1.0/24\" (expected: a part of the network's 10.1.0.0/16)\nmy.conf:20: topology.load-balancers.nlb.nodes.b.address: \"10.1.1.20\" (expected: an address of 10.9.1.0/24)"),
                arguments(
                        "cidr = \"10.1.0.0/24\"",
                        "cidr = \"10.0.0.0/8\"",
                        "my.conf:9: topology.networks.provider.subnets.a.cidr: \"10.0.0.0/8\" (expected: a part of the network's 10.1.0.0/16)\nmy.conf:9: topology.networks.provider.subnets.b.cidr: \"10.1.1.0/24\" (expected: addresses of its own; subnet a has 10.0.0.0/8)"),
                arguments(
                        "cidr = \"10.2.0.0/16\"",
                        "cidr = \"10.2.0.0/33\"",
                        "my.conf:5: topology.networks.office.cidr: \"10.2.0.0/33\" (expected: a prefix from 0 to 32)"),
                arguments(
                        "\"198.51.100.0/24\"",
                        "\"10.0.0.0/8\"",
                        "my.conf:6: topology.networks.public.cidr: \"10.0.0.0/8\" (expected: addresses that network office, which has 10.2.0.0/16, does not have; or fabric = netns, where networks may overlap)\nmy.conf:8: topology.networks.provider.cidr: \"10.1.0.0/16\" (expected: addresses that network public, which has 10.0.0.0/8, does not have; or fabric = netns, where networks may overlap)\nmy.conf:17: topology.routers.nat.address: \"198.51.100.7\" (expected: an address of 10.0.0.0/8)"),
                arguments(
                        "a { subnet = provider.a, address = 10.1.0.46,",
                        "a { subnet = provider.z, address = 10.1.0.46,",
                        "my.conf:28: topology.servers.transfer.endpoints.a.subnet: \"provider.z\" (expected: one of provider.a, provider.b)"),
                arguments(
                        "laptop { network = office,",
                        "laptop { network = offices,",
                        "my.conf:14: topology.clients.laptop.network: \"offices\" (expected: one of office, public, provider)"),
                arguments(
                        "laptop { network = office,",
                        "laptop {",
                        "my.conf:14: topology.clients.laptop.subnet: missing (expected: one of provider.a, provider.b)"),
                arguments(
                        "laptop { network = office,",
                        "laptop { network = office, subnet = provider.a,",
                        "my.conf:14: topology.clients.laptop.network: \"office\" (expected: either subnet or network)"),
                arguments(
                        "to = provider",
                        "to = providers",
                        "my.conf:12: topology.peerings[0].to: \"providers\" (expected: one of office, public, provider)"),
                arguments(
                        "to = provider",
                        "to = office",
                        "my.conf:12: topology.peerings[0].to: \"office\" (expected: another network than from)"),
                arguments(
                        "targets = [ transfer ]",
                        "targets = [ transfers ]",
                        "my.conf:21: topology.load-balancers.nlb.targets: \"transfers\" (expected: one of transfer, transfer.a)"),
                arguments(
                        "targets = [ transfer ]",
                        "targets = [ nlb ]",
                        "my.conf:21: topology.load-balancers.nlb.targets: \"nlb\" is a load balancer, and may lead back here (expected: one of transfer, transfer.a)"),
                arguments(
                        "targets = [ transfer ]",
                        "targets = []",
                        "my.conf:21: topology.load-balancers.nlb.targets: an empty list (expected: a name of the topology)"),
                arguments(
                        "service = nlb",
                        "service = transfer",
                        "my.conf:16: topology.vpc-endpoints.vpce.service: \"transfer\" (expected: a load balancer: one of nlb)"),
                arguments(
                        "inside = office",
                        "inside = offic",
                        "my.conf:17: topology.routers.nat.inside: \"offic\" (expected: one of office, public, provider)"),
                arguments(
                        "inside = office",
                        "inside = public",
                        "my.conf:17: topology.routers.nat.outside: \"public\" (expected: another network than inside)"),
                arguments(
                        "address = 198.51.100.7",
                        "address = 203.0.113.7",
                        "my.conf:17: topology.routers.nat.address: \"203.0.113.7\" (expected: an address of 198.51.100.0/24)"),
                arguments(
                        "address = 198.51.100.7",
                        "address = 198.51.100.7, forwards-to = nlb",
                        "my.conf:17: topology.routers.nat.forwards-to: \"nlb\" (expected: one of transfer, transfer.a)"),
                arguments(
                        "address = 10.2.0.5",
                        "address = 10.2.0.5, behind = natt",
                        "my.conf:14: topology.clients.laptop.behind: \"natt\" (expected: one of nat)"),
                arguments(
                        "security-group = from-nlb",
                        "security-group = from-nlbs",
                        "my.conf:28: topology.servers.transfer.endpoints.a.security-group: \"from-nlbs\" (expected: one of from-nlb)"),
                arguments(
                        "admits = [ nlb ]",
                        "admits = [ nlbs ]",
                        "my.conf:15: topology.security-groups.from-nlb.admits: \"nlbs\" (expected: a network such as 10.1.0.0/16, or one of office, public, provider, laptop, nat, vpce.a, nlb.a, nlb.b, transfer.a, nlb, vpce)"),
                arguments(
                        "address = 10.1.0.46",
                        "address = 10.1.0.20",
                        "my.conf:28: topology.servers.transfer.endpoints.a.address: \"10.1.0.20\" (expected: an address of its own; nlb.a has this one)"),
                arguments(
                        "address = 10.1.0.46",
                        "address = 10.1.1.46",
                        "my.conf:28: topology.servers.transfer.endpoints.a.address: \"10.1.1.46\" (expected: an address of 10.1.0.0/24)"),
                arguments(
                        "clients { laptop {",
                        "clients { nlb { network = office, address = 10.2.0.9 }, laptop {",
                        "my.conf:19: topology.load-balancers.nlb: the name of two things (expected: another; clients has this one)"),
                arguments(
                        "client = laptop",
                        "client = laptops",
                        "my.conf:13: topology.client: \"laptops\" (expected: one of laptop)"),
                arguments(
                        "sticky = off",
                        "sticky = off, health-check { port = 70000 }",
                        "my.conf:22: topology.load-balancers.nlb.target-group.health-check.port: 70000 (expected: traffic-port, or a port from 1 to 65535)"),
                arguments(
                        "sticky = off",
                        "sticky = off, health-check = off",
                        "my.conf:22: topology.load-balancers.nlb.target-group.health-check: \"off\" (expected: an object { ... })"),
                arguments(
                        "sticky = off",
                        "sticky = off, health-check { interval = 4s }",
                        "my.conf:22: topology.load-balancers.nlb.target-group.health-check.interval: \"4s\" (expected: a duration of 5s to 300s with its unit, for example 30s)"),
                arguments(
                        "sticky = off",
                        "sticky = off, health-check { timeout = 10 }",
                        "my.conf:22: topology.load-balancers.nlb.target-group.health-check.timeout: 10 (expected: a duration of 2s to 120s with its unit, for example 10s)"),
                arguments(
                        "sticky = off",
                        "sticky = off, deregistration-delay = 2h",
                        "my.conf:22: topology.load-balancers.nlb.target-group.deregistration-delay: \"2h\" (expected: a duration of 0s to 3600s with its unit, for example 30s)"),
                arguments(
                        "sticky = off",
                        "stickey = off",
                        "my.conf:22: topology.load-balancers.nlb.target-group.stickey: unknown key (did you mean sticky?)"),
                arguments(
                        "sticky = off",
                        "sticky = yes",
                        "my.conf:22: topology.load-balancers.nlb.target-group.sticky: \"yes\" (expected: off or on)"),
                arguments(
                        "target-group { sticky = off }",
                        "target-group = off",
                        "my.conf:22: topology.load-balancers.nlb.target-group: \"off\" (expected: an object { ... })"),
                arguments(
                        "target-group { sticky = off }",
                        "data = off",
                        "my.conf:22: topology.load-balancers.nlb.data: \"off\" (expected: an object { ... })"),
                arguments(
                        "target-group { sticky = off }",
                        "data { health-check { port = 0 } }",
                        "my.conf:22: topology.load-balancers.nlb.data.health-check.port: 0 (expected: traffic-port, or a port from 1 to 65535)"),
                arguments(
                        "target-group { sticky = off }",
                        "idle-timeout = 10s",
                        "my.conf:22: topology.load-balancers.nlb.idle-timeout: \"10s\" (expected: a duration of 60s to 6000s with its unit, for example 30s)"),
                arguments("sticky = off", "preserve-client-ip = on, sticky = off", "nothing"),
                arguments(
                        "{ sticky = off }\n    }",
                        "{ sticky = off }\n      control.preserve-client-ip = on\n    }\n  }\n  security-groups.from-nlb.admits = [ nlb, office ]\n  load-balancers {",
                        "my.conf:21: topology.load-balancers.nlb.targets: \"transfer.a\" admits clients itself, and preserve-client-ip is on: the lab could not tell their connections from preserved ones (expected: a security-group of transfer.a that admits nlb only)"),
                arguments(
                        "kind = transfer",
                        "kind = transfer, passive-ip = ftp.example.com",
                        "my.conf:27: topology.servers.transfer.passive-ip: \"ftp.example.com\" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most 15 characters)"),
                arguments(
                        "kind = transfer",
                        "kind = transfer, passive-ip = 1234.1234.1234.1234",
                        "my.conf:27: topology.servers.transfer.passive-ip: \"1234.1234.1234.1234\" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most 15 characters)"),
                arguments(
                        "kind = transfer",
                        "kind = external",
                        "my.conf:26: topology.servers.transfer.at: missing (expected: where the external server is, for example \"127.0.0.1:2100\")"),
                arguments(
                        "kind = transfer",
                        "kind = external, at = nowhere",
                        "my.conf:27: topology.servers.transfer.at: \"nowhere\" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)"),
                arguments(
                        "kind = transfer",
                        "at = \"127.0.0.1:2100\"",
                        "my.conf:27: topology.servers.transfer.at: \"127.0.0.1:2100\" (expected: none, since kind is not external)"),
                arguments(
                        "kind = transfer",
                        "kind = transferr",
                        "my.conf:27: topology.servers.transfer.kind: \"transferr\" (expected: external or ftp or transfer)"),
                arguments(
                        "kind = transfer",
                        "kind = transfer, connections-per-source = -1",
                        "my.conf:27: topology.servers.transfer.connections-per-source: -1 (expected: a number from 0 to 10000)"),
                arguments(
                        "{ laptop { network = office, address = 10.2.0.5 } }",
                        "{}",
                        "my.conf:14: topology.clients: none (expected: at least one, for example laptop { subnet = ..., address = ... })"),
                arguments(
                        "endpoints { a { subnet = provider.a, address = 10.1.0.46, security-group = from-nlb } }",
                        "",
                        "my.conf:26: topology.servers.transfer.endpoints: missing (expected: an object { ... })"),
                arguments(
                        "{ a { subnet = provider.a, address = 10.1.0.46, security-group = from-nlb } }",
                        "{}",
                        "my.conf:28: topology.servers.transfer.endpoints: none (expected: at least one)"),
                arguments(
                        "{ a { subnet = provider.a, address = 10.1.0.20 }, b { subnet = provider.b, address = 10.1.1.20 } }",
                        "{}",
                        "my.conf:20: topology.load-balancers.nlb.nodes: none (expected: at least one)"),
                arguments(
                        "b { subnet = provider.b, address = 10.1.1.20 }",
                        "b { subnet = provider.a, address = 10.1.0.21 }",
                        "my.conf:20: topology.load-balancers.nlb.nodes.b.subnet: \"provider.a\" (expected: one of another zone than az1, which has nlb.a)"),
                arguments(
                        "address = 10.1.0.20 }",
                        "address = 10.1.0.20, private = off }",
                        "my.conf:20: topology.load-balancers.nlb.nodes.a.private: \"off\" (expected: an object { ... })"),
                arguments(
                        "subnets { a",
                        "subnets = none, other { a",
                        "my.conf:9: topology.networks.provider.subnets: \"none\" (expected: an object { ... })\nmy.conf:9: topology.networks.provider.other: unknown key (expected: one of cidr, kind, subnets)\nmy.conf:20: topology.load-balancers.nlb.nodes.a.subnet: \"provider.a\" (expected: a name that is defined; none is)\nmy.conf:20: topology.load-balancers.nlb.nodes.b.subnet: \"provider.b\" (expected: a name that is defined; none is)\nmy.conf:28: topology.servers.transfer.endpoints.a.subnet: \"provider.a\" (expected: a name that is defined; none is)"),
                arguments(
                        "fabric = any",
                        "fabric = netnss",
                        "my.conf:3: topology.fabric: \"netnss\" (expected: any or netns)"),
                arguments(
                        "summary =",
                        "sumary =",
                        "my.conf:1: topology.summary: missing (expected: a text)\nmy.conf:2: topology.sumary: unknown key (did you mean summary?)"),
                arguments(
                        "{ a { network = office, address = 10.2.0.10 } }",
                        "{ c { subnet = far.c, address = 10.7.0.10 } }",
                        "my.conf:16: topology.vpc-endpoints.vpce.interfaces.c.subnet: \"far.c\" (expected: one of provider.a, provider.b)"),
                arguments(
                        "cidr = \"10.1.1.0/24\", zone = az2 } }",
                        "cidr = \"10.1.1.0/24\", zone = az2 }, c { cidr = \"10.1.2.0/24\", zone = az3 } }\n    }\n  }\n  vpc-endpoints { other { id = vpce-0b, service = nlb, interfaces { c { subnet = provider.c, address = 10.1.2.10 } } } }\n  networks { unused { cidr = \"10.9.0.0/16\"",
                        "my.conf:12: topology.vpc-endpoints.other.interfaces.c.subnet: \"provider.c\" (expected: one of a zone that load balancer nlb has a node in: az1, az2)"),
                arguments(
                        "from = office, to = provider } ]",
                        "from = office, to = provider }, { from = provider, to = office } ]",
                        "my.conf:12: topology.peerings: provider and office twice (expected: each pair of networks once)"),
                arguments(
                        "address = 10.2.0.5 }",
                        "address = 10.2.0.5, behind = nat }",
                        "my.conf:14: topology.clients.laptop.address: \"10.2.0.5\" (expected: one that reaches a hop: what is missing is a peering of its network office, a VPC endpoint there, or a security group that admits it)"),
                arguments("inside = office, outside = public", "inside = provider, outside = public", "nothing"),
                arguments(
                        "laptop { network = office, address = 10.2.0.5 }",
                        "laptop { network = public, address = 198.51.100.9 }",
                        "my.conf:14: topology.clients.laptop.address: \"198.51.100.9\" (expected: one that reaches a hop: what is missing is a peering of its network public, a VPC endpoint there, or a security group that admits it)"),
                arguments(
                        "clients { laptop {",
                        "clients { \"lap top\" { network = office, address = 10.2.0.9 }, laptop {",
                        "my.conf:14: topology.clients.lap top: \"lap top\" (expected: letters, digits and hyphens, at most 40)"),
                arguments("peerings", "peering", "my.conf:12: topology.peering: unknown key (did you mean peerings?)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineThatNamesPlaceValueAndExpectation(String part, String replacement, String complaint)
            throws IOException {
        assertThat(TopologyFile.with(folder, part, replacement).complaint()).isEqualTo(complaint);
    }
}
