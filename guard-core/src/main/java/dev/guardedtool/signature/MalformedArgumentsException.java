package dev.guardedtool.signature;

/** Leaves the reading of malformed arguments; never leaves the package, so it carries no stack trace. */
final class MalformedArgumentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ArgumentProblem problem;

    MalformedArgumentsException(ArgumentProblem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    ArgumentProblem problem() {
        return problem;
    }
}
