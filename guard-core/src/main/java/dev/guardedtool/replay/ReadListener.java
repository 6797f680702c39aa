package dev.guardedtool.replay;

/** Is told how reading goes, by the thread that reads. What a listener throws ends the reading. */
public interface ReadListener {

    /** Nobody wants to know. */
    ReadListener NONE = new ReadListener() {};

    /** A line was skipped. */
    default void malformed(MalformedLine line) {}

    /**
     * More was read from disk. Called once for every 64 KiB or so.
     *
     * @param bytes read so far from all files, compressed where they are compressed
     * @param total the size of all files when they were opened
     */
    default void progress(long bytes, long total) {}
}
