package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value comes from a text where it stands in it by itself, however it is written, and never by accident. */
class SourceTextTests {

    private static final ArgumentReader READER = new ArgumentReader(ArgumentLimits.defaults());

    private static SourceText text(String said) {
        return SourceText.of(said, READER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to alice@example.org.             | alice@example.org",
                "Write to <alice@example.org>, please    | Alice@Example.org",
                "recipients:\\n- alice@example.org\\n- x | alice@example.org",
                "Ask 'Ann  Miller' or \u201cBob\u201d    | Ann Miller",
                "Send it to DE8937040044 (Alice)         | DE8937040044",
                "Alice's book                            | alice",
                "Save it in /user/invoices, then go on   | /user/invoices",
                "Save it in /user/invoices.              | /user/invoices/",
                "See www.example.org/a/b?c=d             | https://www.example.org/a/b?c=d",
                "See https://www.example.org             | www.example.org/",
                "the first order, o-77!                  | o-77",
                "caf\u00e9 cre\u0301me                   | cr\u00e9me",
                "key=abc123&x=1                          | abc123"
            })
    void whatWasSaidIsFound(String said, String value) {
        assertThat(text(said.replace("\\n", "\n")).contains(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to xalice@example.org      | alice@example.org",
                "Write to mad.alice@example.org   | alice@example.org",
                "Write to alice@example.org.evil.net | alice@example.org",
                "Write to alice@example.organic   | alice@example.org",
                "Write to alice@example.org       | example.org",
                "Delete /user/invoices/2024       | /user/invoices",
                "Delete /user/invoices            | /user",
                "Delete /user/invoices            | invoices",
                "Delete /user_data                | /user",
                "Order P0251                      | P025",
                "Order 1001-77                    | 1001",
                "It is 2024-05-19                 | 19",
                "Send 1 book                      | 1",
                "I have a book                    | a",
                "I have no ID                     | id",
                "Call +49 170 1234567             | 170 123456",
                "See www.example.org.evil.net     | www.example.org",
                "See evil-example.org             | example.org",
                "Alice                            | Alice\u200b",
                "Alice                            | Al\u0430ice",
                "some words                       | some  other words",
                "any words                        | '  '"
            })
    void whatOnlyLooksLikeItIsNot(String said, String value) {
        assertThat(text(said).contains(value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Send $1,234.50 to her     | 1234.5  | true",
                "Send 1.234,50 EUR         | 1234.50 | true",
                "Send 20.                  | 20.0    | true",
                "Send 12,5 kg              | 12.5    | true",
                "Send 20 dollars           | -20     | false",
                "Send it at 12:30          | 30      | false",
                "On 2024-05-19             | 2024    | false",
                "Version 1.2.3             | 1.2     | false",
                "From room A-1001          | 1001    | false",
                "It is -20 degrees         | 20      | false",
                "It is -20 degrees         | -20     | true",
                "Send 7 books              | 7       | false",
                "7                         | 7       | true",
                "12abc                     | 12      | false"
            })
    void numbersAreFoundByWhatTheyAmountTo(String said, BigDecimal number, boolean found) {
        assertThat(text(said).contains(number)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":7,\"size\":1e2}                     | 7     | true",
                "{\"id\":\"7\"}                              | 7     | true",
                "[1,234]                                     | 1234  | false",
                "[1,234]                                     | 234   | true",
                "[{\"type\":\"text\",\"text\":\"{\\\"id\\\":8}\"}] | 8 | true",
                "\"8\"                                       | 8     | true",
                "{\"a\":\"o-7\",\"b\":\"7\"}                 | o-77  | false",
                "{\"P044\":{}}                               | P044  | true",
                "{\"say\":\"\\u0041lice\\u0020M\"}           | Alice M | true",
                "{\"first\":\"Ann\",\"last\":\"Lee\"}        | Ann Lee | false"
            })
    void ofJsonEachValueStandsByItself(String said, String value, boolean found) {
        assertThat(text(said).contains(value)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Visit www.example.org              | https://example.org/a?b=c#d | true",
                "Visit https://example.org/start    | www.example.org/other       | true",
                "Visit example.org:8080             | http://example.org          | true",
                "Visit EXAMPLE.org.                 | https://example.ORG:443/    | true",
                "Visit www.example.org              | https://www.example.org.evil.net/ | false",
                "Visit www.example.org              | https://evil.net/www.example.org  | false",
                "Visit www.example.org              | https://www.example.org@evil.net/ | false",
                "Visit www.example.org              | https://evil.net\\@www.example.org | false",
                "Visit www.example.org              | javascript:www.example.org  | false",
                "Visit www.example.org              | file://www.example.org/x    | false",
                "Visit www.example.org              | evil.www.example.org        | false",
                "Visit sub.example.org              | example.org                 | false",
                "Write to bob@example.org           | example.org                 | false",
                "Visit evil.net/example.org         | example.org                 | false",
                "Visit example.org                  | org                         | false",
                "Visit example.org                  | ex\u0430mple.org            | false",
                "Visit example.org                  | ''                          | false"
            })
    void ofAnAddressTheHostMayBeEnough(String said, String address, boolean found) {
        assertThat(text(said).containsHost(address)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "ab", "aaaaaaaaaaaaaaaab", "1", "1,", "www.", "a.", "a@", "(", "[", "{\"a\":", "\u0000"})
    void looksForValuesInLinearTime(String part) {
        String long1 = part.repeat(500_000 / part.length());
        assertTimeout(Duration.ofSeconds(20), () -> {
            SourceText text = text(long1);
            text.contains(part.repeat(3_900 / part.length()) + "z");
            text.containsHost(part.repeat(3_900 / part.length()) + ".zz");
            text.contains(new BigDecimal("12345"));
        });
    }

    @Test
    void aValueThatIsNoTextIsNoAddress() {
        assertThat(text("Visit example.org").containsHost(BigDecimal.ONE)).isFalse();
    }
}
