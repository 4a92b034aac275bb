package io.github.passage.lab.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/** The one user of the settings: may write, logs in as often as it likes, at any speed. */
final class OnlyUser implements UserManager {

    private final BaseUser user = new BaseUser();
    private final byte[] password;

    OnlyUser(TransferServerSettings settings) {
        password = settings.password().getBytes(StandardCharsets.UTF_8);
        user.setName(settings.user());
        user.setHomeDirectory(settings.home().toAbsolutePath().toString());
        user.setEnabled(true);
        // 0 is no limit; the listener's idle timeout holds.
        user.setMaxIdleTime(0);
        user.setAuthorities(
                List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0), new TransferRatePermission(0, 0)));
    }

    @Override
    public User authenticate(Authentication attempt) throws AuthenticationFailedException {
        if (attempt instanceof UsernamePasswordAuthentication login
                && doesExist(login.getUsername())
                && login.getPassword() != null
                && MessageDigest.isEqual(password, login.getPassword().getBytes(StandardCharsets.UTF_8))) {
            return user;
        }
        throw new AuthenticationFailedException("Authentication failed");
    }

    @Override
    public @Nullable User getUserByName(String name) {
        return doesExist(name) ? user : null;
    }

    @Override
    public String[] getAllUserNames() {
        return new String[] {user.getName()};
    }

    @Override
    public boolean doesExist(@Nullable String name) {
        return user.getName().equals(name);
    }

    @Override
    public void save(User changed) {
        throw new UnsupportedOperationException("users are fixed");
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException("users are fixed");
    }

    @Override
    public String getAdminName() {
        return "";
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }
}
