package dev.guardedtool.recording;

/**
 * What became of the runs so far.
 *
 * @param recordedRuns runs that were written
 * @param droppedRuns runs that were not, because too many were waiting, or they could not be written
 * @param droppedEvents events that are missing in runs, because a run had too many of them or was closed already
 * @param failures how often writing failed
 */
public record RecordingCounts(long recordedRuns, long droppedRuns, long droppedEvents, long failures) {}
