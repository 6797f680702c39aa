package dev.guardedtool.replay;

import dev.guardedtool.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What a line says of a run. Its fields come in any order, so the format shows only in the end. */
final class RunDraft {

    private final ToolNames names;
    private final JsonLine line;
    private @Nullable String dataset;
    private @Nullable String runId;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable Boolean success;
    private boolean oddSuccess;
    private @Nullable List<RecordedEvent> events;
    private @Nullable List<ChatMessage> messages;
    private @Nullable ChatMessage answer;
    private @Nullable UsageDraft usage;

    RunDraft(ToolNames names, JsonLine line) {
        this.names = names;
        this.line = line;
    }

    /** The object or array that was begun. */
    void read(@Nullable JsonToken begun) throws MalformedRunException {
        if (begun == JsonToken.START_ARRAY) {
            messages = new ChatReader(names, line).messages();
        } else if (begun == JsonToken.START_OBJECT) {
            for (String name = line.name(); name != null; name = line.name()) {
                take(name, line.next());
            }
        } else {
            throw new MalformedRunException("holds neither an object nor a list");
        }
    }

    private void take(String name, @Nullable JsonToken value) throws MalformedRunException {
        switch (name) {
            case "dataset" -> dataset = line.text();
            case "run_id" -> runId = line.text();
            case "id" -> id = line.text();
            case "success" -> {
                success = line.flag();
                oddSuccess = success == null && value != JsonToken.VALUE_NULL;
            }
            case "events" -> events(value);
            case "request", "response", "body" -> exchanged(value);
            default -> takeExchanged(name, value);
        }
    }

    private void events(@Nullable JsonToken value) throws MalformedRunException {
        if (value == JsonToken.START_ARRAY) {
            events = new EventReader(names, line).read();
        } else {
            line.skip();
        }
    }

    private void exchanged(@Nullable JsonToken value) throws MalformedRunException {
        if (value != JsonToken.START_OBJECT) {
            line.skip();
            return;
        }
        for (String name = line.name(); name != null; name = line.name()) {
            JsonToken inner = line.next();
            if (name.equals("body")) {
                exchanged(inner);
            } else {
                takeExchanged(name, inner);
            }
        }
    }

    /** What is found in the line itself as well as in the request or the response that it holds. */
    private void takeExchanged(String name, @Nullable JsonToken value) throws MalformedRunException {
        boolean list = value == JsonToken.START_ARRAY;
        if (name.equals("model")) {
            String given = line.text();
            model = given == null ? model : given;
        } else if (name.equals("messages") && list) {
            messages = new ChatReader(names, line).messages();
        } else if (name.equals("choices") && list) {
            choices();
        } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
            usage = new UsageDraft();
            usage.takeAll(line);
        } else {
            line.skip();
        }
    }

    /** The first choice is the one that a conversation goes on with. */
    private void choices() throws MalformedRunException {
        for (JsonToken token = line.next(); token != JsonToken.END_ARRAY; token = line.next()) {
            if (token == JsonToken.START_OBJECT && answer == null) {
                choice();
            } else {
                line.skip();
            }
        }
    }

    private void choice() throws MalformedRunException {
        for (String name = line.name(); name != null; name = line.name()) {
            if (line.next() == JsonToken.START_OBJECT && name.equals("message")) {
                answer = new ChatReader(names, line).message(messages == null ? 0 : messages.size());
            } else {
                line.skip();
            }
        }
    }

    /**
     * The run.
     *
     * @param file the name of its file, in place of a dataset
     * @param number the number of its line, in place of an id
     */
    RecordedRun finish(String file, long number) throws MalformedRunException {
        List<RecordedEvent> happened = events;
        Boolean judged = success;
        if (happened == null) {
            happened = chat();
            judged = null;
        } else if (oddSuccess) {
            throw new MalformedRunException("has a success that is neither true nor false nor null");
        }
        String name = runId != null ? runId : id != null ? id : file + ":" + number;
        happened.replaceAll(this::withModel);
        return new RecordedRun(dataset == null ? file : dataset, name, model, judged, happened);
    }

    /** Usage is that of the run's model unless it names another. */
    private RecordedEvent withModel(RecordedEvent event) {
        if (model == null
                || !(event instanceof RecordedEvent.ModelUsage used)
                || used.usage().model() != null) {
            return event;
        }
        Usage said = used.usage();
        return new RecordedEvent.ModelUsage(new Usage(
                model, said.inputTokens(), said.outputTokens(), said.cachedInputTokens(), null, said.reported()));
    }

    /** Usage is what it took to get the answer, so it is known before the calls that the answer asks for. */
    private List<RecordedEvent> chat() throws MalformedRunException {
        if (messages == null && answer == null) {
            throw new MalformedRunException("has neither events nor messages");
        }
        ChatRun run = new ChatRun();
        if (messages != null) {
            messages.forEach(run::add);
        }
        if (usage != null) {
            run.add(new RecordedEvent.ModelUsage(usage.usage()));
        }
        if (answer != null) {
            run.add(answer);
        }
        return run.events();
    }
}
