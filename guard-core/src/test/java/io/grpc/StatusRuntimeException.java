package io.grpc;

/** Stands in for gRPC's exception of that name, whose message begins with the code. */
public final class StatusRuntimeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StatusRuntimeException(String message) {
        super(message);
    }
}
