package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.engine.Guard;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows how the tools of an application are guarded. Reading changes nothing. */
@Endpoint(id = "guard")
public final class GuardEndpoint {

    private final GuardCoverage coverage;
    private final Guard guard;

    GuardEndpoint(GuardCoverage coverage, Guard guard) {
        this.coverage = coverage;
        this.guard = guard;
    }

    /** How they are guarded now. */
    @ReadOperation
    public CoverageReport coverage() {
        return coverage.report();
    }

    /** What is taken at the moment of the limits that runs share, and what is left: those of one subject. */
    @ReadOperation
    public @Nullable Map<String, Object> standing(@Selector String subject) {
        return guard.standing().get(subject);
    }
}
