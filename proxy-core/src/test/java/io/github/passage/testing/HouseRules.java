package io.github.passage.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Rules that hold in every module. */
public final class HouseRules {
    private HouseRules() {}

    /** Every package has a {@code package-info} annotated {@link NullMarked}, so that NullAway knows what it may assume. */
    public static ArchRule everyPackageIsNullMarked() {
        return classes().should(resideInANullMarkedPackage()).allowEmptyShould(true);
    }

    /** No class is named after being a utility, a manager, a helper or an implementation. */
    public static ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Manager|Helper|Impl)")
                .because("a name says what a class is for")
                .allowEmptyShould(true);
    }

    /** Static fields are final. */
    public static ArchRule noStaticMutableState() {
        return fields().that().areStatic().should().beFinal().allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is annotated @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String message = "package-info of " + type.getPackageName() + ": "
                        + (marked ? "@NullMarked" : "no @NullMarked (expected: @NullMarked)");
                events.add(new SimpleConditionEvent(type, marked, message));
            }
        };
    }
}
