package dev.guardedtool.demo.shop;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class KnowledgeBase {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int SHORTEST_WORD = 4;

    private final JdbcClient jdbc;

    KnowledgeBase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Article> search(String query) {
        Set<String> words = words(query);
        return jdbc.sql("select id, title, body from articles order by id").query(Article.class).list().stream()
                .filter(article -> words(article.title()).stream().anyMatch(words::contains))
                .toList();
    }

    private static Set<String> words(String text) {
        return NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
    }
}
