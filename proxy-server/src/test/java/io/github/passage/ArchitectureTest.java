package io.github.passage;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.passage.lab.transfer.Affinity;
import io.github.passage.lab.transfer.Auto;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.testing.HouseRules;
import java.util.stream.Stream;

/** Who may import whom in the program: the table of ARCHITECTURE.md. The core has its own. */
@AnalyzeClasses(
        packages = {
            "io.github.passage.cli",
            "io.github.passage.config",
            "io.github.passage.logs",
            "io.github.passage.reload",
            "io.github.passage.replay",
            "io.github.passage.sessions",
            "io.github.passage.transcripts",
            "io.github.passage.metrics",
            "io.github.passage.admin",
            "io.github.passage.doctor",
            "io.github.passage.lab"
        },
        importOptions = {DoNotIncludeTests.class, DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyConfigReadsHocon = onlyImporter("config", "com.typesafe.config..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsMicrometer = onlyImporter("metrics", "io.micrometer..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsPrometheus = onlyImporter("metrics", "io.prometheus..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = onlyImporter("cli", "picocli..");

    @ArchTest
    static final ArchRule onlyTheTransferStandInKnowsApacheFtpServer =
            onlyImporter("lab.transfer", "org.apache.ftpserver..");

    @ArchTest
    static final ArchRule onlyTheLabsDnsServerKnowsDnsMessages =
            onlyImporter("lab.dns", "io.netty.handler.codec.dns..");

    @ArchTest
    static final ArchRule nothingIsAboveTheCommandLine = noneBelow(
            "cli",
            "config",
            "logs",
            "reload",
            "replay",
            "transcripts",
            "sessions",
            "metrics",
            "admin",
            "doctor",
            "lab");

    @ArchTest
    static final ArchRule theProxyKnowsNoLab =
            noneBelow("lab", "config", "logs", "reload", "replay", "transcripts", "sessions", "metrics", "admin");

    /** It looks at foreign servers, with plain sockets, so that nothing of what it judges is in what it judges with. */
    @ArchTest
    static final ArchRule theDoctorKnowsOnlyAddressesAndReplies = noClasses()
            .that()
            .resideInAPackage(name("doctor"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.passage..")
                    .and(not(resideInAnyPackage(
                            "io.github.passage.doctor", "io.github.passage.address", "io.github.passage.ftp"))))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule topologyIsDataOnly = noneBelow("lab.fabric", "lab.topology");

    @ArchTest
    static final ArchRule theTransferStandInKnowsNoNetwork = noneBelow("lab.fabric", "lab.transfer");

    @ArchTest
    static final ArchRule profilesAreDataOnly = noClasses()
            .that()
            .resideInAPackage("io.github.passage.lab.profile")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "io.github.passage..", "io.netty..", "com.typesafe..", "org.apache..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "io.github.passage.lab.profile", "io.github.passage.address"))));

    /** Else the agreement of the matrix would mean nothing. */
    @ArchTest
    static final ArchRule thePredictorReadsRecordsOnly = noClasses()
            .that()
            .resideInAPackage(name("lab.predict"))
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("io.github.passage..", "io.netty..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "io.github.passage.lab.predict",
                            "io.github.passage.lab.profile",
                            "io.github.passage.lab.topology",
                            "io.github.passage.lab.verdict",
                            "io.github.passage.address")))
                    .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(
                            Affinity.class, Auto.class, PassiveIp.class, PassiveAddressPolicy.class))));

    @ArchTest
    static final ArchRule roomsAreFreeOfCycles = slices().matching("io.github.passage.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule slf4jIsTheOnlyLog = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = HouseRules.everyPackageIsNullMarked();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = HouseRules.namesSayWhatAClassIs();

    @ArchTest
    static final ArchRule noStaticMutableState = HouseRules.noStaticMutableState();

    private static ArchRule onlyImporter(String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(name(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static ArchRule noneBelow(String room, String... roomsBelow) {
        String[] below = Stream.of(roomsBelow).map(ArchitectureTest::name).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(below)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(name(room))
                .allowEmptyShould(true);
    }

    private static String name(String room) {
        return "io.github.passage." + room + "..";
    }
}
