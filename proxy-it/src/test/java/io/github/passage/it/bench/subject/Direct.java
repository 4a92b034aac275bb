package io.github.passage.it.bench.subject;

import java.util.List;

/** No proxy: what the origin and the clients can do by themselves. */
record Direct() implements Subject {
    @Override
    public String name() {
        return Subjects.DIRECT;
    }

    @Override
    public boolean followsFtp() {
        return true;
    }

    @Override
    public List<String> command(Site site) {
        return List.of();
    }
}
