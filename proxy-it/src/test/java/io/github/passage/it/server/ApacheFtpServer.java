package io.github.passage.it.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Apache FtpServer in this JVM. */
final class ApacheFtpServer implements FtpServerRig {
    private final ServerSite site;
    private final InetSocketAddress address;
    private final Path root;
    private final FtpServer server;

    private ApacheFtpServer(ServerSite site, InetSocketAddress address, Path root, FtpServer server) {
        this.site = site;
        this.address = address;
        this.root = root;
        this.server = server;
    }

    static FtpServerRig start(ServerSite site) {
        InetSocketAddress address = site.freeControlAddress();
        Path root = site.createRoot();
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassiveAddress(site.host());
        data.setPassiveExternalAddress(site.host());
        data.setPassivePorts(site.dataPorts().toString());
        data.setActiveEnabled(false);
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress(site.host());
        listener.setPort(address.getPort());
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(1000);
        connections.setMaxThreads(100);
        FtpServerFactory factory = new FtpServerFactory();
        factory.getListeners().put("default", listener.createListener());
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.getFtplets().put("log", new CommandLog(site.logs().file("server-apache-ftpserver")));
        FtpServer server;
        try {
            factory.setUserManager(users(root));
            server = factory.createServer();
            server.start();
        } catch (FtpException e) {
            throw new AssertionError("Apache FtpServer at %s: did not start".formatted(address), e);
        }
        return new ApacheFtpServer(site, address, root, server);
    }

    private static UserManager users(Path root) throws FtpException {
        Account account = TestAccount.account();
        BaseUser user = new BaseUser();
        user.setName(account.user());
        user.setPassword(account.password());
        user.setHomeDirectory(root.toString());
        user.setAuthorities(List.of(new WritePermission()));
        UserManager users = new PropertiesUserManagerFactory().createUserManager();
        users.save(user);
        return users;
    }

    @Override
    public String name() {
        return "apache-ftpserver";
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public PortRange dataPorts() {
        return site.dataPorts();
    }

    @Override
    public Account account() {
        return TestAccount.account();
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        server.stop();
    }
}
