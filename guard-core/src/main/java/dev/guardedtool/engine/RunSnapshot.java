package dev.guardedtool.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run remembers, to be continued elsewhere: fingerprints and counts, no arguments and no payloads.
 *
 * @param version of the format
 * @param keyId identifies the key that the fingerprints were made with
 * @param runId identifies the run
 * @param sections what each subject remembers
 */
public record RunSnapshot(int version, String keyId, String runId, Map<String, Map<String, Object>> sections) {

    /** The version that this release writes; it reads this one and none newer. */
    public static final int VERSION = 1;

    /** Plain ASCII, which every store takes, whatever is in a name. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public RunSnapshot {
        sections = new LinkedHashMap<>(sections);
    }

    /** The snapshot as one JSON object. */
    public String toJson() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("version", version);
        written.put("key_id", keyId);
        written.put("run_id", runId);
        written.put("sections", sections);
        return JSON.writeValueAsString(written);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws SnapshotException if the text is not a snapshot
     */
    public static RunSnapshot fromJson(String json) {
        try {
            Map<String, Object> read = JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (read.get("version") instanceof Integer version
                    && read.get("key_id") instanceof String keyId
                    && read.get("run_id") instanceof String runId
                    && read.get("sections") instanceof Map<?, ?> sections) {
                return new RunSnapshot(version, keyId, runId, typed(sections));
            }
        } catch (JacksonException | ClassCastException | NullPointerException e) {
            throw new SnapshotException("the text is not a snapshot of a run", e);
        }
        throw new SnapshotException("the text is not a snapshot of a run", null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> typed(Map<?, ?> sections) {
        Map<String, Map<String, Object>> typed = new LinkedHashMap<>();
        sections.forEach((name, section) -> typed.put((String) name, (Map<String, Object>) section));
        return typed;
    }

    /** Whether the run remembered anything of that kind; a kind may be newer than the snapshot. */
    boolean has(String name) {
        return sections.get(name) != null;
    }

    <T> T read(String name, Function<Map<String, Object>, T> read) {
        try {
            return read.apply(sections.getOrDefault(name, Map.of()));
        } catch (RuntimeException e) {
            throw new SnapshotException("the section '" + name + "' of the snapshot is damaged", e);
        }
    }

    void verify(String expectedKeyId) {
        if (version < 1 || version > VERSION) {
            throw new SnapshotException(
                    "the snapshot has version " + version + ", this release reads up to " + VERSION, null);
        }
        if (!keyId.equals(expectedKeyId)) {
            throw new SnapshotException("the snapshot was made with another secret key", null);
        }
        Map<String, Object> tally = sections.get(Tally.SECTION);
        if (tally == null
                || !(tally.get(Tally.SECTIONS) instanceof List<?> names)
                || !names.stream().allMatch(name -> name instanceof String section && has(section))) {
            throw new SnapshotException("a section of the snapshot is lost", null);
        }
    }
}
