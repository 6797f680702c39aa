package dev.guardedtool.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.redaction.Shapes.Shape;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Fingerprints;
import dev.guardedtool.signature.PlainJson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret survives redaction, whatever form it comes in; and what is none does. */
class SecretsNeverWrittenTests {

    private final Redactor redactor = new Redactor(SecretNames.usual());
    private final Mask mask = Mask.by(new Fingerprints(new byte[32]));
    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    @Test
    void inWhateverFormTheyCome() {
        Shapes shapes = new Shapes(1);
        for (int i = 0; i < 5_000; i++) {
            Shape shape = shapes.next();
            Object plain = reader.read(PlainJson.of(shape.form())).at(List.of());

            String redacted = PlainJson.of(redactor.value(plain, mask));

            assertThat(redacted).as("%s", shape.form()).contains("redacted");
            assertThat(redacted + decoded(redacted))
                    .as("%s", shape.form())
                    .doesNotContain(Shapes.readable(shape.secret()));
        }
    }

    /** What base64 there is in it, read. */
    private static String decoded(String text) {
        StringBuilder all = new StringBuilder();
        for (String word : text.split("[^A-Za-z0-9+/_-]")) {
            String digits = word.replace('-', '+').replace('_', '/');
            try {
                all.append(new String(Base64.getDecoder().decode(digits), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                all.append(' ');
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic dXNlcjpodW50ZXIy",
                "curl -H 'Authorization: Bearer hunter2hunter2'",
                "he sent bearer hunter2hunter2 along",
                "use basic hunter2HUNTER2 here",
                "curl -u bob:hunter2 https://x.test",
                "jdbc:postgresql://bob:hunter2@db:5432/x",
                "jdbc:postgresql://bob:hunt@hunter2@db:5432/x",
                "redis://:hunter2@cache",
                "The password is hunter2",
                "Your PIN is: hunter2",
                "password:\n  hunter2\nuser: bob",
                "password: |\n  hunter2",
                "export API_KEY=hunter2",
                "mysql --password hunter2 db",
                "mysql --password=hunter2 db",
                "<password>hunter2</password>",
                "<ns:password type=\"x\">hunter2</ns:password>",
                "<input name=\"password\" value=\"hunter2\">",
                "{'password': 'hunter2'}",
                "{password: hunter2}",
                "{\"password\":{\"value\":\"hunter2\"},\"x\":1",
                "{\"password\":[\"hunter2\"],\"x\":1",
                "{\"password\" : \"a\\\"hunter2\", \"x\": 1",
                "&quot;password&quot;:&quot;hunter2&quot;",
                "%7B%22password%22%3A%22hunter2%22%7D",
                "log\\npassword=hunter2",
                "log\\npin=hunter2",
                "Set-Cookie: sid=hunter2; Path=/",
                "{\"password\":\"x\",\"password\":\"hunter2\"}",
                "{\"a\":1}\n{\"password\":\"hunter2\"}",
                "pin=`hunter2`",
                "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\\nhunter2",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nhunter2",
                "[[\"password\",\"hunter2\"]]",
                "[{\"value\":\"hunter2\", \"name\":\"X-Api-Key\"}, {",
                "[{value=hunter2, name=X-Api-Key}]",
                "[--token, hunter2]",
                "[\"-p\", \"x\", \"--token\", \"hunter2\"]"
            })
    void inRunningText(String text) {
        assertThat(redactor.text(text, mask)).contains("[redacted ").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order 4711 was shipped on 2026-01-01 and arrives on Tuesday.",
                "{\"order_id\":\"#W6247578\",\"total\":54.04,\"items\":[{\"name\":\"lamp\",\"in_stock\":true}]}",
                "1735689600000",
                "card",
                "We discard postcards; the author is cautious.",
                "basic economy, basic information",
                "max_tokens and a tokenizer",
                "https://example.test/a/b?page=2&sort=asc",
                "+49 30 901820, 12345678901234567890",
                "{\"password\":null,\"cvv\":\"\",\"x\":\"\\u0041\"}",
                "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "AB12 is a shelf and DE89 370400440532013002 is no account",
                "4111 1111 1111 1112"
            })
    void whatIsNoneStaysAsItIs(String text) {
        assertThat(redactor.text(text, mask)).isSameAs(text);
    }

    @Test
    void equalSecretsStayEqualAndOthersDoNot() {
        String one = redactor.text("password=one", mask);

        assertThat(redactor.text("password=one", mask)).isEqualTo(one);
        assertThat(redactor.text("password=two", mask)).isNotEqualTo(one);
        assertThat(one).matches("password=\\[redacted [0-9a-f]{12}]");
    }

    @Test
    void theRestOfAStructureIsKept() {
        Object plain = reader.read("{\"user\":\"bob\",\"pin\":1234,\"cards\":[1],\"card\":{\"a\":[1]},\"n\":null}")
                .at(List.of());

        assertThat(PlainJson.of(redactor.value(plain, secret -> "***")))
                .isEqualTo("{\"user\":\"bob\",\"pin\":\"***\",\"cards\":[1],\"card\":\"***\",\"n\":null}");
    }

    @Test
    void anApplicationAddsItsOwnNames() {
        Redactor own = new Redactor(SecretNames.of(List.of("magic-word", "*code", "vin*")));

        assertThat(own.text("magicWord=please", mask)).doesNotContain("please");
        assertThat(own.text("door_code=please", mask)).doesNotContain("please");
        assertThat(own.text("vinNumber=please", mask)).doesNotContain("please");
        assertThat(own.text("password=please", mask)).doesNotContain("please");
        assertThat(redactor.text("magicWord=please", mask)).contains("please");
    }

    /** Texts that make careless searches take quadratic time or overflow the stack. */
    @Test
    void hostileTextsCostNoMoreThanTheirLength() {
        List<String> pieces = List.of(
                "eyJaaaa-",
                "eyJaaaa.",
                "://a:",
                "://:::",
                "password",
                "password=",
                "password=\n",
                "pin:\"",
                ":pin",
                "<pin",
                "\\",
                "\\\"password\\\":\\\"",
                "-----BEGIN PRIVATE KEY-----",
                "4111 1111 ",
                "DE89 ",
                "{",
                "[\"password\",",
                "\\u0041",
                "a",
                "A/",
                " ",
                "--pin ",
                "xoxb-",
                "-u a:",
                "{name=pin ",
                "name=pin ",
                "\"key\":\"token\"");
        Random random = new Random(3);
        for (int i = 0; i < 3 * pieces.size(); i++) {
            String first = pieces.get(i % pieces.size());
            String second = pieces.get(random.nextInt(pieces.size()));
            String text =
                    (first + (i < pieces.size() ? "" : second)).repeat(100_000).substring(0, 100_000);
            long start = cpuTime();
            redactor.text(text, mask);
            assertThat(Duration.ofNanos(cpuTime() - start)).as(first + second).isLessThan(Duration.ofSeconds(3));
        }
    }

    /** What this thread used, whatever else the machine is busy with. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void deepAndOddValuesAreWalked() {
        Object deep = "password=hunter2";
        for (int i = 0; i < 200; i++) {
            deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
        }
        List<Object> odd = new ArrayList<>(List.of(deep, "", "\uD800 password=hunter2 \uDC00"));
        odd.add(null);

        assertThat(PlainJson.of(redactor.value(odd, mask))).doesNotContain("hunter2");
    }
}
