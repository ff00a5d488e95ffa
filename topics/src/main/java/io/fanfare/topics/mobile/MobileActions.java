package io.fanfare.topics.mobile;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rights.OwnRights;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** The actions on phones and on applications for them, for one caller. */
public final class MobileActions implements Mobile {

  private final MobileHosts hosts;
  private final Caller caller;
  private final PlatformActions platforms;
  private final OwnRights rights;

  /** The actions of {@code caller}, whose settings and applications are in {@code hosts}. */
  public MobileActions(MobileHosts hosts, Caller caller) {
    this.hosts = hosts;
    this.caller = caller;
    this.platforms = new PlatformActions(hosts, caller);
    this.rights = new OwnRights(hosts.guard(), caller);
  }

  @Override
  public Future<GetSMSAttributes.Result> getSMSAttributes(GetSMSAttributes request) {
    String scope = scope();
    return allowed(
            TopicAction.GET_SMS_ATTRIBUTES,
            () -> hosts.texts(scope, host -> host.attributes(scope, request.attributes())))
        .map(GetSMSAttributes.Result::new);
  }

  @Override
  public Future<SetSMSAttributes.Result> setSMSAttributes(SetSMSAttributes request) {
    String scope = scope();
    return allowed(
            TopicAction.SET_SMS_ATTRIBUTES,
            () -> hosts.texts(scope, host -> host.set(scope, request.attributes())))
        .map(new SetSMSAttributes.Result());
  }

  @Override
  public Future<CheckIfPhoneNumberIsOptedOut.Result> checkIfPhoneNumberIsOptedOut(
      CheckIfPhoneNumberIsOptedOut request) {
    return answer(
        TopicAction.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT,
        new CheckIfPhoneNumberIsOptedOut.Result(false));
  }

  @Override
  public Future<ListPhoneNumbersOptedOut.Result> listPhoneNumbersOptedOut(
      ListPhoneNumbersOptedOut request) {
    return answer(
        TopicAction.LIST_PHONE_NUMBERS_OPTED_OUT,
        new ListPhoneNumbersOptedOut.Result(List.of(), null));
  }

  @Override
  public Future<OptInPhoneNumber.Result> optInPhoneNumber(OptInPhoneNumber request) {
    return answer(TopicAction.OPT_IN_PHONE_NUMBER, new OptInPhoneNumber.Result());
  }

  @Override
  public Future<ListOriginationNumbers.Result> listOriginationNumbers(
      ListOriginationNumbers request) {
    return answer(
        TopicAction.LIST_ORIGINATION_NUMBERS, new ListOriginationNumbers.Result(null, List.of()));
  }

  @Override
  public Future<GetSMSSandboxAccountStatus.Result> getSMSSandboxAccountStatus(
      GetSMSSandboxAccountStatus request) {
    return answer(
        TopicAction.GET_SMS_SANDBOX_ACCOUNT_STATUS, new GetSMSSandboxAccountStatus.Result(true));
  }

  @Override
  public Future<ListSMSSandboxPhoneNumbers.Result> listSMSSandboxPhoneNumbers(
      ListSMSSandboxPhoneNumbers request) {
    return answer(
        TopicAction.LIST_SMS_SANDBOX_PHONE_NUMBERS,
        new ListSMSSandboxPhoneNumbers.Result(List.of(), null));
  }

  @Override
  public Future<CreateSMSSandboxPhoneNumber.Result> createSMSSandboxPhoneNumber(
      CreateSMSSandboxPhoneNumber request) {
    return refuse(
        TopicAction.CREATE_SMS_SANDBOX_PHONE_NUMBER,
        TopicError.USER_ERROR.refuse("Phone numbers cannot be verified, as no SMS is sent"));
  }

  @Override
  public Future<DeleteSMSSandboxPhoneNumber.Result> deleteSMSSandboxPhoneNumber(
      DeleteSMSSandboxPhoneNumber request) {
    return refuse(TopicAction.DELETE_SMS_SANDBOX_PHONE_NUMBER, Refusals.noResource());
  }

  @Override
  public Future<VerifySMSSandboxPhoneNumber.Result> verifySMSSandboxPhoneNumber(
      VerifySMSSandboxPhoneNumber request) {
    return refuse(TopicAction.VERIFY_SMS_SANDBOX_PHONE_NUMBER, Refusals.noResource());
  }

  @Override
  public Future<ListPlatformApplications.Result> listPlatformApplications(
      ListPlatformApplications request) {
    return platforms.list(request);
  }

  @Override
  public Future<CreatePlatformApplication.Result> createPlatformApplication(
      CreatePlatformApplication request) {
    return platforms.create(request);
  }

  @Override
  public Future<GetPlatformApplicationAttributes.Result> getPlatformApplicationAttributes(
      GetPlatformApplicationAttributes request) {
    return platforms.attributes(request);
  }

  @Override
  public Future<Void> setPlatformApplicationAttributes(SetPlatformApplicationAttributes request) {
    return platforms.set(request);
  }

  @Override
  public Future<Void> deletePlatformApplication(DeletePlatformApplication request) {
    return platforms.delete(request);
  }

  @Override
  public Future<CreatePlatformEndpoint.Result> createPlatformEndpoint(
      CreatePlatformEndpoint request) {
    return platforms.create(request);
  }

  @Override
  public Future<ListEndpointsByPlatformApplication.Result> listEndpointsByPlatformApplication(
      ListEndpointsByPlatformApplication request) {
    return platforms.list(request);
  }

  @Override
  public Future<GetEndpointAttributes.Result> getEndpointAttributes(GetEndpointAttributes request) {
    return platforms.attributes(request);
  }

  @Override
  public Future<Void> setEndpointAttributes(SetEndpointAttributes request) {
    return platforms.set(request);
  }

  @Override
  public Future<Void> deleteEndpoint(DeleteEndpoint request) {
    return platforms.delete(request);
  }

  @Override
  public long unsent() {
    return hosts.gateways().unsent();
  }

  /** Whose settings they are. */
  private String scope() {
    return TopicRecord.scope(caller.region(), caller.account());
  }

  private <R> Future<R> answer(TopicAction action, R result) {
    return allowed(action, () -> Future.succeededFuture(result));
  }

  private <R> Future<R> refuse(TopicAction action, BrokerException refusal) {
    return allowed(action, () -> Future.failedFuture(refusal));
  }

  /** Does {@code work} if the caller may do {@code action}. */
  private <R> Future<R> allowed(TopicAction action, Supplier<Future<R>> work) {
    return Attempt.of(
        () -> {
          rights.check(action);
          return work.get();
        });
  }
}
