package io.github.passage.lab.api;

import io.netty.util.LeakPresenceDetector;

/** The HTTP library makes one buffer when a class of it is loaded and keeps it for good, which is no leak of a test. */
public final class HttpLibrary {
    static {
        LeakPresenceDetector.staticInitializer(() -> {
            try {
                return Class.forName(
                        "com.linecorp.armeria.server.HttpServerUpgradeHandler", true, LabApi.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new LinkageError("the HTTP library has another class now", e);
            }
        });
    }

    private HttpLibrary() {}

    /** Has that class loaded, before an API is started. */
    public static void load() {}
}
