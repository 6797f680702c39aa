package dev.guardedtool.replay.suggest;

/** What an answer looks like to an expression. */
enum AnswerShape {

    /** Text for people. */
    TEXT,

    /** Text of keys and values, one in each line, that echoes what is there now. */
    KEYED,

    /** A JSON object. */
    OBJECT,

    /** Any other JSON, or JSON that was cut off in the recording. */
    OTHER
}
