package io.github.passage.lab.topology.file;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.passage.config.ConfigException;
import io.github.passage.lab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A topology file in a folder of a test, and what the user would be told about it. */
record TopologyFile(Path path) {
    /** Complete and valid; tests replace a part of it. */
    static final String VALID = """
            topology {
              summary = "for tests"
              fabric = any
              networks {
                office { kind = lan, cidr = "10.2.0.0/16" }
                public { kind = internet, cidr = "198.51.100.0/24" }
                provider {
                  cidr = "10.1.0.0/16"
                  subnets { a { cidr = "10.1.0.0/24", zone = az1 }, b { cidr = "10.1.1.0/24", zone = az2 } }
                }
              }
              peerings = [ { from = office, to = provider } ]
              client = laptop
              clients { laptop { network = office, address = 10.2.0.5 } }
              security-groups { from-nlb { admits = [ nlb ] } }
              vpc-endpoints { vpce { id = vpce-0a, service = nlb, interfaces { a { network = office, address = 10.2.0.10 } } } }
              routers { nat { inside = office, outside = public, address = 198.51.100.7 } }
              load-balancers {
                nlb {
                  nodes { a { subnet = provider.a, address = 10.1.0.20 }, b { subnet = provider.b, address = 10.1.1.20 } }
                  targets = [ transfer ]
                  target-group { sticky = off }
                }
              }
              servers {
                transfer {
                  kind = transfer
                  endpoints { a { subnet = provider.a, address = 10.1.0.46, security-group = from-nlb } }
                }
              }
            }
            """;

    static TopologyFile in(Path folder, String text) throws IOException {
        return new TopologyFile(Files.writeString(folder.resolve("my.conf"), text));
    }

    /** The valid file with one part replaced. */
    static TopologyFile with(Path folder, String part, String replacement) throws IOException {
        if (!VALID.contains(part)) {
            throw new IllegalArgumentException("\"" + part + "\" (expected: a part of the valid file)");
        }
        return in(folder, VALID.replace(part, replacement));
    }

    Topology load() {
        return TopologyFiles.load(path.toString());
    }

    /** The message, without the folder's name. */
    String complaint() {
        ConfigException e = catchThrowableOfType(ConfigException.class, this::load);
        return e == null ? "nothing" : String.valueOf(e.getMessage()).replace(path.getParent() + "/", "");
    }
}
