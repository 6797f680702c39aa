package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.autoconfigure.BudgetProperties;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.policy.InvalidPolicyException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway over HTTP with everything that it needs, which ends with the application. */
final class GatewayClient implements BudgetGateway, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GatewayClient.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LARGEST_JOURNAL = 4L << 20;

    private final HttpBudgetGateway gateway;
    private final SettlementQueue settlements;
    private final ScheduledExecutorService worker;
    private final SettlementJournal journal;
    private final Duration patience;

    private GatewayClient(Exchange exchange, SettlementJournal journal, int mostPending, Duration patience) {
        this.journal = journal;
        this.patience = patience;
        this.worker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "guard budget gateway");
            thread.setDaemon(true);
            return thread;
        });
        this.settlements = new SettlementQueue(exchange, journal, worker, PAUSE);
        this.gateway = new HttpBudgetGateway(exchange, settlements, mostPending);
    }

    static GatewayClient of(BudgetProperties.Gateway said) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(said.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Exchange exchange = new Exchange(client, base(said.url()), said.apiKey(), said.timeout(), said.attempts());
        return new GatewayClient(exchange, journal(said.journal()), said.maxPending(), said.timeout());
    }

    private static URI base(@Nullable URI url) {
        String scheme =
                url == null || url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url == null || url.getHost() == null || !List.of("http", "https").contains(scheme)) {
            throw new InvalidPolicyException("budget.gateway.url", "is no http or https address: " + url);
        }
        String text = url.toString();
        return URI.create(text.endsWith("/") ? text : text + "/");
    }

    private static SettlementJournal journal(@Nullable String file) {
        if (file == null || file.isBlank()) {
            return SettlementJournal.none();
        }
        try {
            return new FileJournal(Path.of(file), LARGEST_JOURNAL);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidPolicyException("budget.gateway.journal", "cannot be opened: " + e.getMessage());
        }
    }

    @Override
    public GatewayAnswer reserve(GatewayRequest request) {
        return gateway.reserve(request);
    }

    @Override
    public void settle(GatewayRequest request, @Nullable Granted granted, Amount used) {
        gateway.settle(request, granted, used);
    }

    /** Tells what can be told in the time of one request. The rest is told by the next process, where there is a journal. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (settlements.pending() > 0) {
            log.warn("The budget gateway was not told of {} calls", settlements.pending());
        }
        journal.close();
    }
}
