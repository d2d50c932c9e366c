package org.passerelle.access;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.fault.Fault;

/** A reason as people read it. */
public record Sentence(String en, String fr) {

    /** A refusal that says it in both languages. */
    public Fault refusal() {
        return Fault.forbidden(org.passerelle.fault.Sentence.both(en, fr));
    }

    static Sentence of(Reason reason, boolean withRules) {
        boolean yes = reason.holds();
        return switch (reason.rule()) {
            case Rule.Open() ->
                said("Everybody may do this, without a credential.", "Tout le monde peut le faire, sans identifiants.");
            case Rule.Identified(String user) ->
                yes
                        ? said("The caller is " + user + ".", "L'appelant est " + user + ".")
                        : said("Nobody said who he is.", "Personne n'a dit qui il est.");
            case Rule.ByToken() ->
                yes
                        ? said("The credential is an OAuth access token.", "L'identifiant est un jeton d'accès OAuth.")
                        : said("Only an OAuth access token opens this.", "Seul un jeton d'accès OAuth ouvre ceci.");
            case Rule.Active(String user) ->
                yes
                        ? said("The account " + user + " is active.", "Le compte " + user + " est actif.")
                        : said("The account " + user + " is not active.", "Le compte " + user + " n'est pas actif.");
            case Rule.ApiAccess(String user) ->
                yes
                        ? said("The account " + user + " has API access.", "Le compte " + user + " a accès à l'API.")
                        : said(
                                "The account has no API access: ask an administrator for the ACL api.access.",
                                "Le compte n'a pas accès à l'API : demandez l'autorisation api.access à un administrateur.");
            case Rule.Permitted rule -> of(rule, yes);
            case Rule.OfThePublic rule -> of(rule, yes);
            case Rule.OnModule rule -> of(rule, yes);
            case Rule.Seat rule -> of(rule, yes);
            case Rule.LicenceEnded rule -> of(rule, yes);
            case Rule.Permission permission -> of(permission, yes);
            case Rule.Acl acl -> of(acl, yes);
            case Rule.Owner(String user) ->
                yes
                        ? said(
                                "The account " + user + " is an owner's.",
                                "Le compte " + user + " est celui d'un titulaire.")
                        : said("Only an owner may do this.", "Seul un titulaire peut le faire.");
            case Rule.OnTable onTable -> of(onTable, yes, withRules);
        };
    }

    private static Sentence of(Rule.Permitted rule, boolean yes) {
        return yes
                ? said("The credential has permissions.", "L'identifiant a des droits.")
                : said(
                        "The credential has no permissions: all that it opens is GET /api/v1/auth/me.",
                        "L'identifiant n'a aucun droit : il n'ouvre que GET /api/v1/auth/me.");
    }

    private static Sentence of(Rule.OfThePublic rule, boolean yes) {
        return yes
                ? said("The caller was let in to what is published.", "L'appelant est admis aux données publiques.")
                : said(
                        "What is published is read with a token of the permission file, and with no account's credential.",
                        "Les données publiques se lisent avec un jeton du fichier de permissions, et avec les identifiants d'aucun"
                                + " compte.");
    }

    private static Sentence of(Rule.OnModule rule, boolean yes) {
        String action = rule.action();
        String module = rule.module();
        return yes
                ? said(
                        "The action " + action + " of the module " + module + " is granted.",
                        "L'action " + action + " du module " + module + " est accordée.")
                : said(
                        "The action " + action + " of the module " + module + " is not granted to this token.",
                        "L'action " + action + " du module " + module + " n'est pas accordée à ce jeton.");
    }

    private static Sentence of(Rule.Seat rule, boolean yes) {
        return yes
                ? said("The account " + rule.user() + " has a seat.", "Le compte " + rule.user() + " a une place.")
                : said(
                        "The account has no seat in the licence: ask an administrator for one.",
                        "Le compte n'a pas de place dans la licence : demandez-en une à un administrateur.");
    }

    private static Sentence of(Rule.LicenceEnded rule, boolean yes) {
        return yes
                ? said("The licence holds.", "La licence est valable.")
                : said(
                        "The licence has ended: reading goes on, and nothing else until the next one is activated.",
                        "La licence est échue : on peut lire, et rien d'autre jusqu'à l'activation de la suivante.");
    }

    private static Sentence of(Rule.Permission permission, boolean yes) {
        String words = permission.type().word() + ":" + permission.needed().word();
        return yes
                ? said("The credential allows " + words + ".", "L'identifiant permet " + words + ".")
                : said("The credential does not allow " + words + ".", "L'identifiant ne permet pas " + words + ".");
    }

    private static Sentence of(Rule.Acl acl, boolean yes) {
        String words = acl.type().word() + ":" + acl.needed().word();
        if (acl.owner()) {
            return said(
                    "The account is an owner's, which holds every ACL.",
                    "Le compte est celui d'un titulaire, qui détient toutes les autorisations.");
        }
        return yes
                ? said("The account holds the ACL " + words + ".", "Le compte détient l'autorisation " + words + ".")
                : said(
                        "The account does not hold the ACL " + words + ".",
                        "Le compte ne détient pas l'autorisation " + words + ".");
    }

    private static Sentence of(Rule.OnTable rule, boolean yes, boolean withRules) {
        if (!yes) {
            List<Action> actions = rule.actions().stream()
                    .sorted(Comparator.comparing(Action::word))
                    .toList();
            return said(
                    "This needs the right to "
                            + actions.stream().map(Action::word).collect(Collectors.joining(" or "))
                            + " records of " + rule.table() + ".",
                    "Il faut le droit de "
                            + actions.stream().map(Action::french).collect(Collectors.joining(" ou "))
                            + " des fiches de " + rule.table() + ".");
        }
        List<Sentence> each = rule.held().stream()
                .map(held -> said(
                        held.action().word() + " " + english(held.reach(), withRules),
                        held.action().french() + " " + french(held.reach(), withRules)))
                .toList();
        return said(
                "On " + rule.table() + " the account may "
                        + each.stream().map(Sentence::en).collect(Collectors.joining("; ")) + ".",
                "Sur " + rule.table() + ", le compte peut "
                        + each.stream().map(Sentence::fr).collect(Collectors.joining(" ; ")) + ".");
    }

    private static String english(Reach reach, boolean withRules) {
        return reach.parts().stream()
                .map(part -> (part.rows() == null
                                ? "every record"
                                : withRules
                                        ? "the records where " + part.rows()
                                        : "the records that a rule lets through")
                        + (part.columns() == null ? "" : " (only " + columns(part.columns()) + ")"))
                .collect(Collectors.joining(", and "));
    }

    private static String french(Reach reach, boolean withRules) {
        return reach.parts().stream()
                .map(part -> (part.rows() == null
                                ? "toutes les fiches"
                                : withRules ? "les fiches où " + part.rows() : "les fiches qu'une règle laisse passer")
                        + (part.columns() == null ? "" : " (seulement " + columns(part.columns()) + ")"))
                .collect(Collectors.joining(", et "));
    }

    private static String columns(Set<String> columns) {
        return columns.stream().sorted().collect(Collectors.joining(", "));
    }

    private static Sentence said(String en, String fr) {
        return new Sentence(en, fr);
    }
}
