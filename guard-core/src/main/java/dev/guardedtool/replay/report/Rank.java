package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedRun;

/** Numbers that follow from the names of a run and are spread evenly: FNV-1a, finished as in MurmurHash3. */
final class Rank {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Rank() {}

    static long of(RecordedRun run, int event) {
        long hash = add(add(OFFSET, run.dataset()), run.runId());
        hash = (hash ^ event) * PRIME;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * PRIME;
        }
        return (sum ^ 0xffff) * PRIME;
    }
}
