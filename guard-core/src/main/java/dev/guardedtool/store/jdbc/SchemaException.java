package dev.guardedtool.store.jdbc;

/** The tables of the guard are not there, or not those that are needed. */
public class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String script;

    SchemaException(String problem, String script) {
        super(problem);
        this.script = script;
    }

    /** The script that makes the tables, as a location on the class path. */
    public String script() {
        return script;
    }
}
