package dev.guardedtool;

/** Whether the model was offered the tool that it calls. */
public enum Availability {

    /** The tool was attached to the request. */
    ATTACHED,

    /** The application has such a tool, but this request does not offer it. */
    UNADVERTISED,

    /** The application has no such tool. */
    UNKNOWN
}
