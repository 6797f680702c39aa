package dev.guardedtool.signature;

/** Why arguments are not well-formed. The texts name no part of the arguments, as a model reads them. */
enum ArgumentProblem {
    NOT_JSON("not_json", "the arguments are not one JSON value"),
    TOO_DEEP("too_deep", "the arguments nest too deeply"),
    TOO_LARGE("too_large", "the arguments are too long"),
    DUPLICATE_KEY("duplicate_key", "an object names the same property twice"),
    LONE_SURROGATE("lone_surrogate", "a text holds half of a surrogate pair"),
    NUMBER_TOO_LONG("number_too_long", "a number has too many digits or too large an exponent");

    private final String text;

    ArgumentProblem(String code, String text) {
        this.text = code + ": " + text;
    }

    String text() {
        return text;
    }
}
