package dev.guardedtool.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.guardedtool.engine.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of the packages and what may not be found in them. */
class ArchitectureTests {

    private static final String ROOT = "dev.guardedtool";

    /** From bottom to top; packages of one row do not know each other. */
    private static final List<Set<String>> ROWS = List.of(
            Set.of(""),
            Set.of("signature", "ledger", "naming"),
            Set.of("expression", "redaction"),
            Set.of("policy"),
            Set.of("execution"),
            Set.of("check"),
            Set.of(
                    "access",
                    "effect",
                    "loop",
                    "fault",
                    "budget",
                    "rate",
                    "custody",
                    "approval",
                    "risk",
                    "inspect",
                    "audit",
                    "recording"),
            Set.of("engine"),
            Set.of("store", "replay"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Guard.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        Set<String> places = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            places.add(place(type));
        }

        assertThat(places).isNotEmpty().allMatch(place -> row(place) >= 0, "is a known package");
    }

    @Test
    void dependenciesPointDown() {
        List<String> upwards = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (isOurs(target) && !pointsDown(place(type), place(target))) {
                    upwards.add(dependency.getDescription());
                }
            }
        }

        assertThat(upwards).isEmpty();
    }

    private static boolean pointsDown(String from, String to) {
        return from.equals(to) || row(to) < row(from);
    }

    private static int row(String place) {
        for (int row = 0; row < ROWS.size(); row++) {
            if (ROWS.get(row).contains(place)) {
                return row;
            }
        }
        return -1;
    }

    /** The package below ours; stores are one place whatever they store in. */
    private static String place(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theLedgerCanBeVerifiedWithTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".ledger..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + ".ledger..", "java..", "org.jspecify..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhatMayBeNull() {
        List<String> silent = new ArrayList<>();
        JavaPackage root = CLASSES.getPackage(ROOT);
        List<JavaPackage> packages = new ArrayList<>(root.getSubpackagesInTree());
        packages.add(root);
        for (JavaPackage javaPackage : packages) {
            if (!javaPackage.getClasses().isEmpty() && !javaPackage.isAnnotatedWith(NullMarked.class)) {
                silent.add(javaPackage.getName());
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void theCoreKnowsNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "javax.servlet..", "reactor..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Processor")
                .check(CLASSES);
    }

    @Test
    void noPublicSignatureShowsTheJsonLibrary() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (!type.getModifiers().contains(PUBLIC)) {
                continue;
            }
            type.getAllRawSuperclasses().forEach(shown -> leak(leaks, type.getName(), shown));
            type.getAllRawInterfaces().forEach(shown -> leak(leaks, type.getName(), shown));
            for (JavaMember member : type.getMembers()) {
                if (member.getModifiers().contains(PUBLIC)
                        || member.getModifiers().contains(PROTECTED)) {
                    member.getAllInvolvedRawTypes().forEach(shown -> leak(leaks, member.getFullName(), shown));
                }
            }
        }

        assertThat(leaks).isEmpty();
    }

    private static void leak(List<String> leaks, String where, JavaClass shown) {
        if (shown.getPackageName().startsWith("tools.jackson")
                || shown.getPackageName().startsWith("com.fasterxml")) {
            leaks.add(where + " shows " + shown.getName());
        }
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }
}
