package dev.guardedtool.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows how the tools of an application are guarded. Reading changes nothing. */
@Endpoint(id = "guard")
public final class GuardEndpoint {

    private final GuardCoverage coverage;

    GuardEndpoint(GuardCoverage coverage) {
        this.coverage = coverage;
    }

    /** How they are guarded now. */
    @ReadOperation
    public CoverageReport coverage() {
        return coverage.report();
    }
}
