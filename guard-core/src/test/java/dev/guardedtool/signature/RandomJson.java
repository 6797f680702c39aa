package dev.guardedtool.signature;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Random plain values, their random renderings as JSON, and a form that is equal exactly for equal values. */
final class RandomJson {

    private static final String[] PIECES = {
        "a",
        "b",
        "order",
        "1",
        "true",
        "",
        "é",
        "\uD83D\uDE00",
        "\uFFEE",
        "\"",
        "\\",
        "/",
        "\n",
        "\u0001",
        "\u007f",
        "东京",
        " ",
        "x".repeat(30),
        "\u2028"
    };

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    Object object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 60 : 5); i > 0; i--) {
            members.put(text(), value(depth - 1));
        }
        return members;
    }

    Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> number();
            case 1, 2 -> text();
            case 3 -> random.nextBoolean();
            case 4 -> Null.NULL;
            case 5, 6 -> object(depth);
            default -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield items;
            }
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(2000) - 1000, random.nextInt(9) - 4);
    }

    String render(Object value) {
        return space() + bare(value) + space();
    }

    private String bare(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = map.entrySet().stream()
                    .map(member ->
                            space() + quote((String) member.getKey()) + space() + ":" + render(member.getValue()))
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(members, random);
            return members.stream().collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::render).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof BigDecimal number) {
            return spell(number);
        }
        return value instanceof String text ? quote(text) : value.toString();
    }

    private String spell(BigDecimal number) {
        return switch (random.nextInt(4)) {
            case 0 -> number.toPlainString();
            case 1 -> number.setScale(number.scale() + 2).toPlainString();
            case 2 -> number.unscaledValue() + (random.nextBoolean() ? "e" : "E") + -number.scale();
            default -> number.stripTrailingZeros().toString();
        };
    }

    private String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(6) == 0) {
                json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private String space() {
        return new String[] {"", "", "", " ", "\n\t", "\r "}[random.nextInt(6)];
    }

    /** The identity of a value: as Java's own collections and decimals see it. */
    static String identity(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> members = new TreeMap<>();
            map.forEach((name, member) -> members.put(hex((String) name), identity(member)));
            return members.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RandomJson::identity).toList().toString();
        }
        if (value instanceof BigDecimal number) {
            return "number " + (number.signum() == 0 ? "0" : number.stripTrailingZeros());
        }
        return value instanceof String text ? "text " + hex(text) : "literal " + value;
    }

    private static String hex(String text) {
        return text.chars().mapToObj(Integer::toHexString).collect(Collectors.joining("-"));
    }

    private enum Null {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }
}
