package dev.guardedtool.autoconfigure.gateway;

import static dev.guardedtool.autoconfigure.gateway.ScriptedGateway.answer;
import static dev.guardedtool.autoconfigure.gateway.ScriptedGateway.endless;
import static dev.guardedtool.autoconfigure.gateway.ScriptedGateway.hangUp;
import static dev.guardedtool.autoconfigure.gateway.ScriptedGateway.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.BudgetProperties;
import dev.guardedtool.autoconfigure.gateway.ScriptedGateway.Behaviour;
import dev.guardedtool.autoconfigure.gateway.ScriptedGateway.Request;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Exhausted;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayAnswer.PaymentRequired;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.budget.GatewayUnavailableException;
import dev.guardedtool.policy.InvalidPolicyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a gateway does, no call waits longer than it may, none is paid twice, and what was spent arrives. */
class MisbehavingGatewayTests {

    private static final Behaviour GRANTED = answer(200, "{\"reserve_id\":\"res-1\"}");
    private static final Behaviour SETTLED = answer(200, "{\"status\":\"settled\"}");
    private static final Amount USED = new Amount(300_000, 12, 0, 0);

    @TempDir
    private Path folder;

    private ScriptedGateway other;
    private @Nullable GatewayClient client;
    private int requests;

    @BeforeEach
    void begin() throws IOException {
        other = new ScriptedGateway().on("reserve", GRANTED).on("settle", SETTLED);
    }

    @AfterEach
    void end() {
        other.close();
        if (client != null) {
            client.close();
        }
    }

    private GatewayClient client(Duration timeout, @Nullable String journal) {
        client = GatewayClient.of(new BudgetProperties.Gateway(other.url(), "secret", timeout, 2, null, journal, 3));
        return client;
    }

    private GatewayClient client() {
        return client(Duration.ofSeconds(20), null);
    }

    private GatewayClient hurried() {
        return client(Duration.ofMillis(700), null);
    }

    private GatewayRequest request() {
        RunContext context = RunContext.of(new Principal("ann", Set.of(), "acme"))
                .withRunId("run-1")
                .withSession("chat-1")
                .withAgent("support");
        return new GatewayRequest("key-" + ++requests, context, "ocr", USED);
    }

    private GatewayUnavailableException failure(GatewayClient asked) {
        return catchThrowableOfType(GatewayUnavailableException.class, () -> asked.reserve(request()));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void whatIsAskedForSaysWhoAndHowMuchUnderOneKey() {
        assertThat(client().reserve(request())).isEqualTo(new Granted("res-1"));

        Request asked = other.requests("reserve").get(0);
        assertThat(asked.key()).isEqualTo("key-1");
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
        assertThat(json(asked.body()))
                .isEqualTo(json("{\"run_id\":\"run-1\",\"user_id\":\"ann\",\"tenant_id\":\"acme\","
                        + "\"session_id\":\"chat-1\",\"agent_id\":\"support\",\"purpose\":\"ocr\","
                        + "\"cost\":\"0.300000\",\"tokens\":12}"));
    }

    @Test
    void aServerErrorIsAskedAgainUnderTheSameKey() {
        other.on("reserve", answer(503, ""), GRANTED);

        assertThat(client().reserve(request())).isEqualTo(new Granted("res-1"));

        assertThat(other.requests("reserve")).extracting(Request::key).containsExactly("key-1", "key-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 425, 429})
    void aGatewayThatStaysBrokenIsUnavailableAfterAllAttempts(int status) {
        other.on("reserve", answer(status, "{\"reserve_id\":\"res-1\"}"));

        assertThat(failure(client()).refused()).isFalse();

        assertThat(other.requests("reserve")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 422, 451})
    void aRequestThatIsRejectedIsNotAskedAgain(int status) {
        other.on("reserve", answer(status, "{\"reserve_id\":\"res-1\"}"));

        assertThat(failure(client()).refused()).isTrue();

        assertThat(other.requests("reserve")).hasSize(1);
    }

    @Test
    void theTokenIsNotTakenElsewhere() throws IOException {
        try (ScriptedGateway elsewhere = new ScriptedGateway().on("reserve", GRANTED)) {
            other.on("reserve", redirect(elsewhere.url().resolve("reserve").toString()));

            assertThat(failure(client()).refused()).isTrue();

            assertThat(elsewhere.requests("reserve")).isEmpty();
        }
    }

    @Test
    void silenceEndsAtTheDeadline() {
        other.on("reserve", other.silence());

        assertThat(failure(hurried()).refused()).isFalse();
    }

    @Test
    void anAnswerThatStopsHalfwayEndsAtTheDeadline() {
        other.on("reserve", other.half());

        assertThat(failure(hurried()).refused()).isFalse();
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        other.on("reserve", endless());

        assertThat(failure(client()).refused()).isFalse();
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        other.on("reserve", hangUp(), GRANTED);

        assertThat(client().reserve(request())).isEqualTo(new Granted("res-1"));
    }

    @Test
    void nobodyAtTheOtherEndIsUnavailable() {
        GatewayClient asked = client();
        other.close();

        assertThat(failure(asked).refused()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "no json",
                "{\"reserve_id\":null}",
                "{\"reserve_id\":\"\"}",
                "{\"reserve_id\":{}}",
                "{\"reserve_id\":\"res-1\""
            })
    void aGrantWithoutANameIsNone(String body) {
        other.on("reserve", answer(200, body));

        assertThat(failure(client()).refused()).isFalse();
    }

    @Test
    void aNameThatIsTooLongIsNone() {
        other.on("reserve", answer(200, "{\"reserve_id\":\"" + "r".repeat(501) + "\"}"));

        assertThat(failure(client()).refused()).isFalse();
    }

    @Test
    void paymentRequiredSaysWhatIsMissingAndWhereToPay() {
        other.on("reserve", answer(402, """
                {"balance": 0.1, "required": "0.30", "top_up_url": "https://pay.example/1"}"""));

        assertThat(client().reserve(request()))
                .isEqualTo(new PaymentRequired(
                        Money.of("0.1"), Money.of("0.3"), Money.of("0.2"), "https://pay.example/1"));
        assertThat(other.requests("reserve")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"top_up_url\":\"javascript:alert(1)\"}",
                "{\"top_up_url\":\"file:///etc/passwd\"}",
                "{\"top_up_url\":\"//pay.example\"}",
                "{\"top_up_url\":\"https:\"}",
                "{\"top_up_url\":7,\"balance\":\"much\",\"required\":[],\"shortfall\":true}",
                "no json",
                "''"
            })
    void whatCannotBeReadOfItIsLeftOut(String body) {
        other.on("reserve", answer(402, body));

        assertThat(client().reserve(request())).isEqualTo(new PaymentRequired(null, null, null, null));
    }

    @Test
    void aConflictSaysThatTheBudgetIsUsedUp() {
        other.on("reserve", answer(409, ""));

        assertThat(client().reserve(request())).isEqualTo(new Exhausted());
    }

    @Test
    void whatWasSpentArrivesUnderAKeyOfItsOwn() throws Exception {
        GatewayClient asked = client();
        GatewayRequest request = request();
        GatewayAnswer granted = asked.reserve(request);
        other.arrival();

        asked.settle(request, (Granted) granted, USED);

        Request settled = other.arrival();
        assertThat(settled.path()).isEqualTo("settle");
        assertThat(settled.key()).isEqualTo("key-1/settle");
        assertThat(json(settled.body()))
                .isEqualTo(json("{\"reserve_id\":\"res-1\",\"cost\":\"0.300000\",\"tokens\":12}"));
    }

    @Test
    void whatDoesNotArriveIsToldAgain() throws Exception {
        other.on("settle", answer(500, ""), answer(500, ""), hangUp(), SETTLED);
        GatewayClient asked = client();

        asked.settle(request(), new Granted("res-1"), USED);

        for (int i = 0; i < 4; i++) {
            assertThat(other.arrival().key()).isEqualTo("key-1/settle");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 409, 400, 422})
    void whatIsRejectedAfterwardsIsToldOnce(int status) throws Exception {
        other.on("settle", answer(status, ""), SETTLED);
        GatewayClient asked = client();

        asked.settle(request(), new Granted("res-1"), USED);
        asked.settle(request(), new Granted("res-2"), USED);

        assertThat(other.arrival().key()).isEqualTo("key-1/settle");
        assertThat(other.arrival().key()).isEqualTo("key-2/settle");
    }

    @Test
    void whatNobodyWasAskedForIsAskedForAndSettled() throws Exception {
        client().settle(request(), null, USED);

        assertThat(other.arrival().key()).isEqualTo("key-1");
        assertThat(other.arrival().key()).isEqualTo("key-1/settle");
    }

    @Test
    void aGatewayThatKnowsOfTooLittleGrantsNoMore() throws Exception {
        other.on("settle", other.silence());
        GatewayClient asked = hurried();
        for (int i = 0; i < 3; i++) {
            asked.settle(request(), new Granted("res-1"), USED);
        }

        assertThat(failure(asked).refused()).isTrue();
    }

    @Test
    void theJournalIsToldByTheNextProcess() throws Exception {
        String journal = folder.resolve("deep/settles.jsonl").toString();
        other.on("settle", answer(500, ""));
        GatewayClient first = client(Duration.ofMillis(700), journal);
        first.settle(request(), new Granted("res-1"), USED);
        other.arrival();
        first.close();
        other.close();
        Files.writeString(Path.of(journal), "{\"key\":\"torn", StandardOpenOption.APPEND);
        other = new ScriptedGateway().on("settle", SETTLED);

        client(Duration.ofSeconds(20), journal);

        Request settled = other.arrival();
        assertThat(settled.key()).isEqualTo("key-1/settle");
        assertThat(json(settled.body()).get("cost").asString()).isEqualTo("0.300000");
    }

    @Test
    void whatArrivedIsNotToldByTheNextProcess() throws Exception {
        Path journal = folder.resolve("settles.jsonl");
        GatewayClient first = client(Duration.ofSeconds(20), journal.toString());
        first.settle(request(), new Granted("res-1"), USED);
        first.settle(request(), new Granted("res-1"), USED);
        first.close();

        assertThat(new Reopened(journal).unfinished()).isEmpty();
    }

    @Test
    void aJournalIsWrittenAnewBeforeItIsTooLarge() throws Exception {
        Path file = folder.resolve("settles.jsonl");
        try (FileJournal journal = new FileJournal(file, 2_000)) {
            Settlement open = new Settlement("open", "res-1", "{}", USED);
            journal.begin(open);
            for (int i = 0; i < 200; i++) {
                Settlement other = new Settlement("key-" + i, "res-1", "{}", USED);
                journal.begin(other);
                journal.end(other);
            }
            assertThat(Files.size(file)).isLessThan(2_300);
        }

        assertThat(new Reopened(file).unfinished()).extracting(Settlement::key).containsExactly("open");
    }

    @Test
    void oneJournalIsOfOneProcess() throws Exception {
        String journal = folder.resolve("settles.jsonl").toString();
        client(Duration.ofSeconds(1), journal);

        assertThatThrownBy(() -> GatewayClient.of(
                        new BudgetProperties.Gateway(other.url(), null, Duration.ofSeconds(1), 1, null, journal, 1)))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("budget.gateway.journal")
                .hasMessageContaining("in use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/", "host", "http:///path"})
    void anAddressThatIsNoneIsFoundAtStart(String url) {
        assertThatThrownBy(() -> GatewayClient.of(
                        new BudgetProperties.Gateway(URI.create(url), null, Duration.ofSeconds(1), 1, null, null, 1)))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("budget.gateway.url");
    }

    /** What a process that comes later finds. */
    private record Reopened(Path file) {

        List<Settlement> unfinished() throws IOException {
            try (FileJournal journal = new FileJournal(file, 1 << 20)) {
                return journal.unfinished();
            }
        }
    }
}
