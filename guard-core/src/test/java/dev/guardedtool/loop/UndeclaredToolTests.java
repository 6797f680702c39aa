package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;

import dev.guardedtool.GuardReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool does that nobody spoke of is not known, and whatever is new may have changed something. */
class UndeclaredToolTests {

    private static final String TEST = "{\"command\":\"make test\"}";

    @Test
    void aCommandRunsAgainAfterOthersOfTheSameToolBroughtSomethingNew() {
        Talk talk = Talk.with(Talk.policy());
        for (int edit = 0; edit < 5; edit++) {
            expect(talk.ok("bash", TEST, "1 failed")).toRun();
            talk.ok("bash", "{\"command\":\"edit " + edit + "\"}", "");
        }
    }

    @Test
    void aFailureIsMetAgainAfterSomethingNew() {
        Talk talk = Talk.with(Talk.policy());
        for (int edit = 0; edit < 5; edit++) {
            expect(talk.fails("get_report", "{}", "exit_1")).toRun();
            talk.ok("bash", "{\"command\":\"edit " + edit + "\"}", "");
        }
    }

    @Test
    void whatWasKnownAlreadyIsNoExcuse() {
        Talk talk = Talk.with(Talk.policy());
        for (int round = 0; round < 2; round++) {
            talk.ok("bash", TEST, "1 failed");
            talk.ok("bash", "{\"command\":\"ls\"}", "Makefile");
        }
        talk.ok("bash", TEST, "1 failed");

        expect(talk.check("bash", "{\"command\":\"ls\"}")).toBeServed("Makefile");
    }

    @Test
    void anotherAnswerOfTheSameCallIsNew() {
        Talk talk = Talk.with(Talk.policy());
        for (int time = 0; time < 5; time++) {
            expect(talk.ok("bash", TEST, "1 failed")).toRun();
            talk.ok("bash", "{\"command\":\"date\"}", time);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit_file", "order_pizza", "execute_sql", "frobnicate", "\u9001\u91d1"})
    void readsGetStaleUnlessTheNameSpeaksOfARead(String name) {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "before");
        talk.ok("look", "{}", "before");

        talk.ok(name, "{}", "fine");

        expect(talk.ok("look", "{}", "after")).toRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get_order", "search.files", "download_file"})
    void readsStayFreshAfterWhatSeemsToBeARead(String name) {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");

        talk.ok(name, "{}", "fine");

        expect(talk.check("look", "{}")).toBeServed("same");
    }

    @Test
    void aFailureIsNotNew() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");

        talk.fails("edit_file", "{}", "404");

        expect(talk.check("look", "{}")).toBeServed("same");
    }

    @Test
    void whatIsNewIsRememberedAcrossARestart() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("get_report", "{}", "exit_1");
        talk.ok("bash", "{}", "edited");
        talk.fails("get_report", "{}", "exit_1");
        talk.ok("bash", "{\"more\":1}", "edited");

        talk.restart();

        expect(talk.ok("get_report", "{}", "found")).toRun();
    }

    @Test
    void oneCallOverAndOverIsALoopAllTheSame() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("bash", TEST, "1 failed");
        talk.ok("bash", TEST, "1 failed");

        expect(talk.check("bash", TEST)).toBeServed("1 failed");
        expect(talk.fails("get_report", "{}", "exit_1")).toRun();
        expect(talk.check("get_report", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void toolsThatAreForgottenCountAsNews() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("get_first", "{}", "same");
        talk.ok("get_first", "{}", "same");
        for (int i = 0; i < 7; i++) {
            talk.ok("get_other", "{\"id\":" + i + "}", i);
        }
        expect(talk.check("get_first", "{}")).toBeServed("same");

        Talk crowded = Talk.with(Talk.policy());
        for (int i = 0; i < 300; i++) {
            crowded.ok("get_crowd" + i, "{}", i);
        }
        crowded.ok("get_crowd0", "{\"once\":\"more\"}", "same");

        expect(crowded.ok("get_crowd1", "{}", 1)).toRun();
        expect(crowded.ok("get_crowd1", "{}", 1)).toRun();
        expect(crowded.check("get_crowd1", "{}")).toBeServed(1);
    }
}
