package dev.guardedtool.naming;

import java.util.Set;

/** Words of tools' names by what a tool so named does. */
final class Verbs {

    /** A question that is answered with yes or no. */
    static final Set<String> PREDICATE =
            Set.of("is", "are", "was", "has", "have", "had", "can", "does", "do", "should", "will", "may");

    static final Set<String> READ = words(
            "analyse analyze browse calculate check compare compute count describe detect diff discover display estimate",
            "examine explain explore fetch find forecast get grep identify inspect investigate list lookup",
            "measure monitor observe peek predict preview query quote read retrieve scan search see show",
            "simulate summarise summarize view");

    /** Those of them that are nouns in the middle of a name: a search index, a wish list. */
    static final Set<String> READ_NOUNS = words("count estimate forecast list query quote search show view");

    /** What is known of something; a name that ends so is about what is known, whatever verb comes before. */
    static final Set<String> MATTERS =
            words("balance count details history info information list report stats status summary total");

    static final Set<String> WRITE = words(
            "abort accept acknowledge activate add adjust allocate allow amend append approve assign attach authorise",
            "authorize ban buy cancel change checkout clear close commit compose configure connect create deactivate",
            "decline decrease decrement delete deny deploy destroy detach disable disconnect disallow discard dismiss drop",
            "edit enable enqueue enrol enroll erase exclude extend fill finalise finalize grant hire include",
            "increase increment insert install invite join kick kill launch mark merge migrate modify move mute notify overwrite",
            "patch pause pay persist prioritize promote provision publish purchase purge push put reassign reboot redeem refund",
            "register reject remove rename renew reopen replace reply rerun reschedule reserve reset respond restart restore resume",
            "retry revert revoke rollback save sell send set settle spend submit subscribe suspend terminate toggle",
            "trash trigger undo uninstall unassign unfollow unlock unsubscribe update upgrade upload upsert void withdraw write");

    /** Verbs of writing that are nouns or adjectives just as well. */
    static final Set<String> MAYBE_WRITE = words(
            "alert apply appoint archive award bid block book cast charge claim comment complete confirm copy credit debit",
            "deposit dispatch donate duplicate email empty enter exchange favorite favourite file fix flag fork forward hold input",
            "issue label like link lock log mail manage message order pin post print rate react record release report",
            "request resolve return schedule share ship sign sms star start stop store swap tag transfer type vote");

    /** Verbs that say nothing without what is done. */
    static final Set<String> LIGHT =
            words("do execute file handle initiate issue make perform place process request run start");

    /** What is done. */
    static final Set<String> DEEDS = words(
            "application appointment booking call cancellation change claim complaint deposit donation exchange order",
            "payment purchase refund registration reservation return subscription ticket trade transaction transfer update",
            "upgrade withdrawal");

    static final Set<String> APART = words(
            "answer ask authenticate chat click clone convert download escalate export",
            "finish generate go goto handoff handover hover import load login logout navigate noop open parse pause play press",
            "pull reason reflect render scroll select signin signout sleep switch sync talk test think translate",
            "validate verify visit wait");

    /** What does whatever it is told. */
    static final Set<String> ANYTHING =
            words("bash call console eval evaluate exec execute invoke powershell python repl run shell terminal");

    /** Things that are called by a verb. */
    static final Set<String> NAMED_SO = Set.of("pull request", "merge request", "change request");

    /** A language that reads and writes, whatever verb stands before it. */
    static final Set<String> LANGUAGE = Set.of("sql", "cypher", "graphql", "database", "db");

    /** The methods of HTTP, where a name ends with one. */
    static final Set<String> HTTP_WRITE = Set.of("post", "put", "patch", "delete");

    /** What costs money, binds somebody or reaches somebody, and is not undone by doing it again. */
    static final Set<String> ONCE = words(
            "book buy charge checkout credit debit deposit dispatch donate email invite mail message notify order pay",
            "payment purchase refund register reply reserve reservation sell send settle ship sms spend submit transfer",
            "withdraw");

    /** What may follow a read that writes after all: get or create, find and replace. */
    static final Set<String> AND = Set.of("and", "or", "then");

    private Verbs() {}

    private static Set<String> words(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }

    static boolean writes(String word) {
        return WRITE.contains(word) || again(word, WRITE) || again(word, MAYBE_WRITE);
    }

    /** Undoing and doing again: unstar, unsubscribe, resend, reopen. */
    private static boolean again(String word, Set<String> verbs) {
        boolean prefixed = word.startsWith("un") || word.startsWith("re");
        return prefixed && word.length() > 4 && verbs.contains(word.substring(2)) && !MAYBE_WRITE.contains(word);
    }
}
