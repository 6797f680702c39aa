package dev.guardedtool.autoconfigure.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * The application's way of connecting with Lettuce, but for how long the guard waits: while there is no connection,
 * scripts fail at once instead of waiting for one, and what was sent before it broke is not sent again.
 *
 * @param said what the application says
 * @param timeout for how long an answer is waited for
 */
@SuppressWarnings("deprecation")
record OwnLettuceConfiguration(LettuceClientConfiguration said, Duration timeout)
        implements LettuceClientConfiguration {

    /** Connections like those of that factory. Whoever asks for it must end it. */
    static LettuceConnectionFactory like(LettuceConnectionFactory factory, Duration timeout) {
        LettuceClientConfiguration own = new OwnLettuceConfiguration(factory.getClientConfiguration(), timeout);
        LettuceConnectionFactory like = connecting(factory, own);
        like.setShareNativeConnection(true);
        like.afterPropertiesSet();
        like.start();
        return like;
    }

    private static LettuceConnectionFactory connecting(
            LettuceConnectionFactory factory, LettuceClientConfiguration own) {
        if (factory.getClusterConfiguration() != null) {
            return new LettuceConnectionFactory(factory.getClusterConfiguration(), own);
        }
        if (factory.getSentinelConfiguration() != null) {
            return new LettuceConnectionFactory(factory.getSentinelConfiguration(), own);
        }
        if (factory.getSocketConfiguration() != null) {
            return new LettuceConnectionFactory(factory.getSocketConfiguration(), own);
        }
        return new LettuceConnectionFactory(factory.getStandaloneConfiguration(), own);
    }

    @Override
    public Duration getCommandTimeout() {
        return timeout;
    }

    @Override
    public Optional<ClientOptions> getClientOptions() {
        ClientOptions options = said.getClientOptions().orElseGet(ClientOptions::create);
        return Optional.of(options.mutate()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(sent -> true)
                .build());
    }

    @Override
    public boolean isUseSsl() {
        return said.isUseSsl();
    }

    @Override
    public boolean isVerifyPeer() {
        return said.isVerifyPeer();
    }

    @Override
    public SslVerifyMode getVerifyMode() {
        return said.getVerifyMode();
    }

    @Override
    public boolean isStartTls() {
        return said.isStartTls();
    }

    @Override
    public Optional<ClientResources> getClientResources() {
        return said.getClientResources();
    }

    @Override
    public Optional<String> getClientName() {
        return said.getClientName();
    }

    /** Scripts write, so that only the node that decides may run them. */
    @Override
    public Optional<ReadFrom> getReadFrom() {
        return Optional.empty();
    }

    @Override
    public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
        return said.getRedisCredentialsProviderFactory();
    }

    @Override
    public Duration getShutdownTimeout() {
        return said.getShutdownTimeout();
    }

    @Override
    public Duration getShutdownQuietPeriod() {
        return said.getShutdownQuietPeriod();
    }
}
