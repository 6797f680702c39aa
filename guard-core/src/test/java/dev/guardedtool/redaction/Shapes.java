package dev.guardedtool.redaction;

import dev.guardedtool.signature.PlainJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The forms in which secrets come along. */
public final class Shapes {

    /** What gives itself away by its look, wherever it stands. */
    private static final List<String> LOOKS = List.of(
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "AKIAIOSFODNN7EXAMPLE",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "xoxb-263594206564-FGqddMF8t08v8N7Oq4i57vs1",
            "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc",
            "sk-proj-abcdefghijklmnopqrstuvwxyz012345",
            "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
            "4111 1111 1111 1111",
            "4111111111111111",
            "5500-0000-0000-0004",
            "378282246310005",
            "DE89370400440532013000",
            "GB29 NWBK 6016 1331 9268 19",
            "078-05-1120");

    private static final List<String> NAMED = List.of(
            "correct horse battery", "hunter2!", "pässwörd€", "p\"q\\r", "0000", "a,b;c&d=e", "\uD83D\uDD11key");

    private static final List<String> NAMES = List.of(
            "password",
            "userPassword",
            "db_passwd",
            "API_KEY",
            "X-Api-Key",
            "apiKey",
            "access_token",
            "refreshToken",
            "client-secret",
            "Authorization",
            "cookie",
            "cardNumber",
            "cvv",
            "iban",
            "ssn",
            "spring.datasource.password",
            "contraseña");

    private final Random random;

    /** Always the same forms for one seed. */
    public Shapes(long seed) {
        random = new Random(seed);
    }

    /**
     * A secret in a text or a value.
     *
     * @param secret what must not be seen, nor its parts of more than a few characters
     * @param form a plain value that holds it
     */
    public record Shape(String secret, Object form) {}

    /** The next one. */
    public Shape next() {
        return random.nextInt(3) == 0 ? byLook() : byName();
    }

    private Shape byLook() {
        String secret = pick(LOOKS);
        Object form = switch (random.nextInt(7)) {
            case 0 -> Map.of("note", "it is " + secret + ", ok?");
            case 1 -> List.of("a", secret);
            case 2 -> "line one\n" + secret + "\nline three";
            case 3 -> "<a>" + secret + "</a>";
            case 4 -> PlainJson.of(Map.of("x", List.of(Map.of("y", secret))));
            case 5 -> Map.of(secret, "as a name");
            default -> encoded("see " + secret);
        };
        return new Shape(secret, form);
    }

    private Shape byName() {
        String name = pick(NAMES);
        String secret = pick(NAMED) + random.nextInt(10_000);
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("id", 7);
        member.put(name, secret);
        member.put("next", "plain");
        String json = PlainJson.of(member);
        Object form = switch (random.nextInt(17)) {
            case 0 -> member;
            case 1 -> Map.of("deep", List.of(Map.of("deeper", member)));
            case 2 -> json;
            case 3 -> Map.of("body", json);
            case 4 -> Map.of("body", PlainJson.of(Map.of("inner", json)));
            case 5 -> "the answer was " + json + " and so on";
            case 6 -> "the answer was " + PlainJson.of(Map.of("body", json)) + " and so on";
            case 7 -> json.substring(0, json.indexOf("\"next\""));
            case 8 -> "first\n" + name + ": " + secret + "\nlast";
            case 9 -> "Config[id=1, " + name + "=" + secret + "]";
            case 10 -> Map.of(name, List.of(secret, Map.of("x", secret)));
            case 11 -> List.of(Map.of("name", name, "value", secret));
            case 12 -> List.of("run", "--" + name, secret);
            case 13 -> escapedNames(json);
            case 14 -> "https://x.test/?a=1&" + name + "=" + url(secret) + "&b=2";
            case 15 -> url("a=1&" + name + "=" + url(secret));
            default -> encoded(json);
        };
        return new Shape(secret, form);
    }

    /** Base64 in either alphabet, in a sentence or alone. */
    private Object encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String base64 = random.nextBoolean()
                ? Base64.getEncoder().encodeToString(bytes)
                : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return random.nextBoolean() ? base64 : Map.of("data", "payload: " + base64 + " .");
    }

    private static String escapedNames(String json) {
        StringBuilder escaped = new StringBuilder("data: ");
        for (char c : json.toCharArray()) {
            escaped.append(Character.isLetter(c) && c < 0x80 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return escaped.toString();
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Every spelling in which the secret would be readable in that text. */
    public static List<String> readable(String secret) {
        String json = PlainJson.of(secret);
        String once = json.substring(1, json.length() - 1);
        String twice = PlainJson.of(once);
        List<String> spellings = new ArrayList<>(List.of(secret, once, twice.substring(1, twice.length() - 1)));
        spellings.add(url(secret));
        spellings.add(secret.replace(" ", "").replace("-", ""));
        return spellings;
    }
}
