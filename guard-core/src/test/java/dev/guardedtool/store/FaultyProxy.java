package dev.guardedtool.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between a client and a server and does what networks do. */
public final class FaultyProxy implements AutoCloseable {

    /** What becomes of what is sent. */
    public enum Fault {
        /** It arrives. */
        NONE,
        /** What the client sends arrives; the answer does not, and the connection is cut. */
        ANSWER_LOST,
        /** What the client sends arrives; the answer never comes. No new connection is made, and what there is ends. */
        NO_ANSWER,
        /** The connection is cut before anything arrives, and no new one is made. */
        CUT
    }

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile Fault fault = Fault.NONE;

    /** In front of the server at that local port. */
    public FaultyProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    /** Where clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on that happens. */
    public void fault(Fault now) {
        boolean lossy = fault == Fault.NO_ANSWER;
        fault = now;
        if (now == Fault.CUT || lossy) {
            cut();
        }
    }

    private void cut() {
        sockets.forEach(FaultyProxy::close);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket behind = fault == Fault.CUT || fault == Fault.NO_ANSWER ? null : connection();
                if (behind == null) {
                    close(client);
                    continue;
                }
                sockets.add(client);
                sockets.add(behind);
                start(() -> copy(client, behind, false));
                start(() -> copy(behind, client, true));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    /** To the server; null while there is none. */
    private @Nullable Socket connection() {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            return null;
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && fault == Fault.ANSWER_LOST) {
                    break;
                }
                if (!answers || fault != Fault.NO_ANSWER) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side is gone.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed now.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
