package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.credential.PasswordProof;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * {@code /api/v1/auth/second-factor}: one's own second factor.
 *
 * <pre>GET     whether there is one
 * POST    begin: by one's password, the secret for the authenticator
 * PUT     confirm: by a first code, the recovery codes
 * POST    /recovery-codes: by a code, new ones in place of the old
 * DELETE  by one's password and a code</pre>
 */
@Singleton
public final class SecondFactorOperations implements Capability {

    private static final String PATH = "/api/v1/auth/second-factor";
    private static final String REHEARSED = "dry-run";

    private final SecondFactors factors;
    private final People people;
    private final PasswordProof proof;
    private final Letters letters;
    private final Catalogue catalogue;

    @Inject
    SecondFactorOperations(
            SecondFactors factors, People people, PasswordProof proof, Letters letters, Catalogue catalogue) {
        this.factors = factors;
        this.people = people;
        this.proof = proof;
        this.letters = letters;
        this.catalogue = catalogue;
    }

    /** What is asked for before a second factor changes. */
    public record Proof(
            @Doc("One's password") @Nullable String current,

            @Doc(value = "What the authenticator shows, or a recovery code", example = "492039") @Nullable
            String code) {

        @Override
        public String toString() {
            return "proof for a second factor";
        }
    }

    /** Whether there is one. */
    public record Status(
            @Doc(value = "Whether a code is asked for beside the password", example = "true")
            boolean on,

            @Doc(value = "Since when", example = "2026-11-22T08:30:00.000+0000") @Nullable
            Instant since,

            @Doc(value = "Whether this account must have one", example = "false")
            boolean required,

            @Doc(value = "How many recovery codes are left", example = "10")
            int recoveryCodes) {}

    /** What goes into the authenticator, shown once. */
    public record Begun(
            @Doc(value = "In Base32, for typing", example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
            String secret,

            @Doc(
                    value = "The same as authenticators read it from a picture",
                    example =
                            "otpauth://totp/Passerelle:anne?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Passerelle")
            String uri) {

        @Override
        public String toString() {
            return "a second factor, begun";
        }
    }

    /** Shown once. */
    public record Codes(
            @Doc(value = "Each works once in place of a code", example = "ABCDEF-GHIJKL-MNOPQR-STUVWX")
            List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "recovery codes";
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("auth.secondFactor", "Show whether one has a second factor")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.permitted())
                        .answers(200, Shape.of(Status.class, "secondFactor"))
                        .by(this::show),
                changing(Operation.post(PATH), "begin", "Begin a second factor: the secret for an authenticator")
                        .answers(201, Shape.of(Begun.class, "secondFactorSecret"))
                        .by(this::begin),
                changing(Operation.put(PATH), "confirm", "Confirm it by a first code: the recovery codes")
                        .answers(200, Shape.of(Codes.class, "recoveryCodes"))
                        .by(this::confirm),
                changing(Operation.post(PATH + "/recovery-codes"), "renew", "Make new recovery codes")
                        .answers(200, Shape.of(Codes.class, "recoveryCodes"))
                        .by(this::renew),
                changing(Operation.delete(PATH), "remove", "Remove it")
                        .answers(204, Shape.NOTHING)
                        .by(this::remove));
    }

    private static Operation.Builder changing(Operation.Builder operation, String verb, String title) {
        return operation
                .named("auth.secondFactor." + verb, title)
                .tag(Tag.AUTHENTICATION)
                .needs(Right.permitted())
                .takes(Proof.class, "secondFactorProof")
                .changes(DryRun.CATALOGUE);
    }

    private Reply show(Call call) {
        String user = call.caller().user();
        return Reply.ok(
                new Status(
                        factors.isOn(user),
                        factors.status(catalogue, user).orElse(null),
                        factors.isRequired(user),
                        RecoveryCodes.left(catalogue, user)),
                "secondFactor");
    }

    private Reply begin(Call call) {
        Account account = proven(call, call.body().as(Proof.class));
        String secret = factors.begin(call.change(), account.id());
        String shown = call.dryRun() ? REHEARSED : secret;
        URI server = call.terms().publicUrl();
        return shownOnce(201, new Begun(shown, Authenticator.uri(server, account.id(), shown)), "secondFactorSecret");
    }

    private Reply confirm(Call call) {
        Proof body = call.body().as(Proof.class);
        String code = Given.text("code", body.code());
        Account account = self(call);
        if (!factors.confirm(call.change(), account.id(), code)) {
            throw wrongCode();
        }
        news(call, account, Letters.News.SECOND_FACTOR_ADDED);
        return codes(call, account);
    }

    private Reply renew(Call call) {
        return codes(call, provenTwice(call));
    }

    private Reply remove(Call call) {
        Account account = provenTwice(call);
        factors.remove(call.change(), account.id());
        news(call, account, Letters.News.SECOND_FACTOR_REMOVED);
        return Reply.empty(204);
    }

    private Reply codes(Call call, Account account) {
        List<String> codes = RecoveryCodes.renew(call.change(), account.id());
        return shownOnce(
                200,
                new Codes(call.dryRun() ? codes.stream().map(code -> REHEARSED).toList() : codes),
                "recoveryCodes");
    }

    private static Reply shownOnce(int status, Object value, String root) {
        return new Reply.Value(status, value, root, Map.of()).with("Cache-Control", "no-store");
    }

    private void news(Call call, Account account, Letters.News news) {
        URI server = call.terms().publicUrl();
        call.change().afterCommit(() -> letters.news(account, news, server));
    }

    private Account self(Call call) {
        if (call.caller().actor() != null) {
            throw Fault.forbidden("Who acts for another does not change his second factor.");
        }
        call.change().touch(Topic.CREDENTIALS);
        return people.find(call.change(), call.caller().user()).orElseThrow(Fault::unauthenticated);
    }

    private Account proven(Call call, Proof body) {
        Given.text("current", body.current());
        Account account = self(call);
        proof.demand(account, body.current(), call.terms().address());
        return account;
    }

    private Account provenTwice(Call call) {
        Proof body = call.body().as(Proof.class);
        Given.text("current", body.current());
        String code = Given.text("code", body.code());
        Account account = proven(call, body);
        if (!factors.takes(call.change(), account.id(), code)) {
            throw wrongCode();
        }
        return account;
    }

    private static Fault wrongCode() {
        return Fault.forbidden("This code does not hold, or was used already: wait for the next one.");
    }
}
