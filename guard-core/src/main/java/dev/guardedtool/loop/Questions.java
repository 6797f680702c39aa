package dev.guardedtool.loop;

import dev.guardedtool.ToolName;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last questions to each tool; of very many tools the one that was not asked for longest is forgotten. */
final class Questions {

    private static final int MOST_TOOLS = 32;
    private static final float LOAD = 0.75f;

    private final int window;
    private final Map<ToolName, Deque<Question>> questions = new LinkedHashMap<>(MOST_TOOLS, LOAD, true);

    Questions(int window) {
        this.window = window;
    }

    /** The questions to a tool, oldest first. */
    Iterable<Question> of(ToolName tool) {
        Deque<Question> asked = questions.get(tool);
        return asked == null ? List.of() : asked;
    }

    void add(ToolName tool, Question question) {
        Deque<Question> asked = questions.computeIfAbsent(tool, key -> new ArrayDeque<>());
        asked.addLast(question);
        if (asked.size() > window) {
            asked.removeFirst();
        }
        if (questions.size() > MOST_TOOLS) {
            Iterator<ToolName> oldest = questions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The newest question that is that call and has no answer yet. */
    @Nullable
    Question open(CallKey call) {
        Deque<Question> asked = questions.isEmpty() ? null : questions.get(call.tool());
        if (asked == null) {
            return null;
        }
        for (Iterator<Question> newest = asked.descendingIterator(); newest.hasNext(); ) {
            Question question = newest.next();
            if (question.isOpen(call)) {
                return question;
            }
        }
        return null;
    }

    /**
     * How many of these questions, all alike and oldest first, brought nothing new: no answer at all, or one that was
     * known. The first one has nothing to be compared with and counts. Questions that are still open do not.
     */
    static int inVain(List<Question> alike) {
        int count = 0;
        Set<Fingerprint> known = new HashSet<>();
        for (Question question : alike) {
            Fingerprint answer = question.answer();
            boolean first = known.isEmpty();
            boolean news = answer != null && known.add(answer) && !first;
            if (question.isOver() && !news) {
                count++;
            }
        }
        return count;
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        questions.forEach((tool, asked) -> {
            List<Map<String, Object>> entries = new ArrayList<>();
            asked.forEach(question -> entries.add(question.write()));
            written.put(tool.value(), entries);
        });
        return written;
    }

    void read(Written written) {
        written.values().forEach((tool, asked) -> {
            for (Object question : (List<?>) asked) {
                add(ToolName.of((String) tool), Question.read(Written.of(question)));
            }
        });
    }
}
