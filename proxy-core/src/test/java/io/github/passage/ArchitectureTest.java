package io.github.passage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.passage.testing.HouseRules;
import java.util.stream.Stream;

/** Who may import whom in the core: the table of ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.github.passage", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] EVERYWHERE = {"java..", "javax..", "jdk.net..", "org.jspecify..", "org.slf4j.."};

    @ArchTest
    static final ArchRule addressKnowsOnlyTheJdk = room("address");

    @ArchTest
    static final ArchRule ftpKnowsOnlyAddresses = room("ftp", "address");

    @ArchTest
    static final ArchRule codecTurnsBytesIntoFtpValues = nettyRoom("ftp.codec", "ftp", "address");

    @ArchTest
    static final ArchRule passivePolicyIsPure = room("passive", "address", "ftp");

    @ArchTest
    static final ArchRule telemetryCarriesValuesOnly = room("telemetry", "address", "ftp", "passive");

    @ArchTest
    static final ArchRule proxyProtocolKnowsAddressesAndNetty = nettyRoom("proxyprotocol", "address", "telemetry");

    @ArchTest
    static final ArchRule transportKnowsAddressesAndNetty = nettyRoom("transport", "address");

    @ArchTest
    static final ArchRule limitsArePure = room("limit");

    @ArchTest
    static final ArchRule relayMovesBytesAndKnowsNoFtp =
            nettyRoom("relay", "address", "limit", "telemetry", "transport");

    @ArchTest
    static final ArchRule targetsKnowNoFtp = nettyRoom("target", "address", "telemetry", "transport");

    @ArchTest
    static final ArchRule dataPortsRelay =
            nettyRoom("data", "address", "telemetry", "transport", "relay", "proxyprotocol");

    @ArchTest
    static final ArchRule replicasKnowNoFtp =
            nettyRoom("replica", "address", "telemetry", "transport", "relay", "proxyprotocol", "data");

    @ArchTest
    static final ArchRule controlIsBelowHop = noClasses()
            .that()
            .resideInAPackage(name("control"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(name("hop"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsAreFreeOfCycles = slices().matching("io.github.passage.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theCoreIsALibrary = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.typesafe..", "io.micrometer..", "picocli..", "ch.qos.logback..", "org.apache..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule slf4jIsTheOnlyLog = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = HouseRules.everyPackageIsNullMarked();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = HouseRules.namesSayWhatAClassIs();

    @ArchTest
    static final ArchRule noStaticMutableState = HouseRules.noStaticMutableState();

    private static ArchRule room(String room, String... imports) {
        return only(room, Stream.of(imports).map(ArchitectureTest::name), EVERYWHERE);
    }

    private static ArchRule nettyRoom(String room, String... imports) {
        return only(
                room,
                Stream.concat(Stream.of(imports).map(ArchitectureTest::name), Stream.of("io.netty..")),
                EVERYWHERE);
    }

    private static ArchRule only(String room, Stream<String> imports, String... everywhere) {
        String[] allowed = Stream.of(Stream.of(name(room)), imports, Stream.of(everywhere))
                .flatMap(packages -> packages)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(name(room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true);
    }

    private static String name(String room) {
        return "io.github.passage." + room;
    }
}
