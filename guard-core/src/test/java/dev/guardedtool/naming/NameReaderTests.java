package dev.guardedtool.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameReaderTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get_user",
                "listOrders",
                "search-flights",
                "files.read",
                "getURLById",
                "can_send_mms",
                "look_up_order",
                "order_lookup",
                "email_list",
                "kubectl_get",
                "get_scheduled_transactions",
                "mcp__shop__find_item",
                "GET_CREATE_OPTIONS",
                "pull_request_read"
            })
    void namesOfReads(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create_user",
                "cancelOrder",
                "files:delete",
                "cart_add_item",
                "get_or_create_user",
                "findAndReplace",
                "make_payment",
                "process_refund",
                "check_out",
                "unsubscribe",
                "resend_invoice",
                "HTTPPost",
                "elastic_search_index_delete",
                "mcp__github__create_issue",
                "update_order_status",
                "turn_off_alarm",
                "mark_all_mails_read",
                "pull_request_review_write",
                "rerun_jobs"
            })
    void namesOfWrites(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"book_room", "order_pizza", "share_file", "slack.postMessage", "schedule_meeting"})
    void namesThatBeginWithAVerbThatCouldBeANoun(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.MAYBE_WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jira_comment", "shop_order_pizza", "add"})
    void namesThatOnlyHintAtAWrite(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.HINT_OF_WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"log_in", "login_account", "verify_account", "download_file", "transfer_to_billing", "think"})
    void namesOfWhatCanBeEither(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.APART);
        assertThat(NameReader.read(name).mayWrite()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run_test", "query_database", "bash", "executePython", "mcp__shell__exec"})
    void namesOfWhatDoesAnything(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.ANYTHING);
        assertThat(NameReader.read(name).mayWrite()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order_status", "user_update_history", "post_details", "weather", "x", "_", "42", "\u9001\u91d1"
            })
    void namesThatSayNothing(String name) {
        assertThat(NameReader.read(name).kind()).isEqualTo(NameKind.SILENT);
    }

    @Test
    void aVerbIsAWholeWord() {
        assertThat(NameReader.read("settings").kind()).isEqualTo(NameKind.SILENT);
        assertThat(NameReader.read("getaway_offers").kind()).isEqualTo(NameKind.SILENT);
        assertThat(NameReader.read("address_book_entries").kind()).isNotEqualTo(NameKind.WRITE);
    }

    @Test
    void wordsOfAnyCase() {
        assertThat(NameWords.of("parseHTTPRequest2Go-now.please_\u00dcber"))
                .containsExactly("parse", "http", "request", "go", "now", "please", "\u00fcber");
    }
}
