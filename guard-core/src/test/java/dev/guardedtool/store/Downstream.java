package dev.guardedtool.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/** Carries out every refund it is asked for, however often, and counts. Instances reach it over a socket. */
final class Downstream implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> refunds = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Phaser talking = new Phaser(1);

    Downstream() throws IOException {
        Thread thread = new Thread(this::accept, "downstream");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                talking.register();
                Thread thread = new Thread(() -> talk(socket), "downstream talk");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (String order = in.readLine(); order != null; order = in.readLine()) {
                out.println(refund(order));
            }
        } catch (IOException e) {
            // Whoever asked is dead.
        } finally {
            sockets.remove(socket);
            talking.arriveAndDeregister();
        }
    }

    private String refund(String order) {
        if (order.isEmpty()) {
            return "here";
        }
        return "refund " + refunds.merge(order, 1, Integer::sum) + " of " + order;
    }

    /** Waits until everything that was sent by processes that are dead is carried out. */
    void settle() throws IOException {
        try (Client last = new Client(port())) {
            last.send("");
            last.answer();
        }
        talking.arriveAndAwaitAdvance();
    }

    int refunds(String order) {
        return refunds.getOrDefault(order, 0);
    }

    Map<String, Integer> refunds() {
        return Map.copyOf(refunds);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** How an instance asks. */
    static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final PrintWriter out;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        }

        void send(String order) {
            out.println(order);
        }

        String answer() throws IOException {
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
