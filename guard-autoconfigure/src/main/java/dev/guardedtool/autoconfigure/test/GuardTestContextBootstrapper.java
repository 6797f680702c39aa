package dev.guardedtool.autoconfigure.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Finds the application of a test with {@link GuardTest}. */
final class GuardTestContextBootstrapper extends TestSliceTestContextBootstrapper<GuardTest> {}
