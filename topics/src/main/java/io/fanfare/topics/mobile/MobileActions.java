package io.fanfare.topics.mobile;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Refusals;
import io.vertx.core.Future;
import java.util.List;

/** The actions on phones and on applications for them, for one caller. */
public final class MobileActions implements Mobile {

  private final MobileHosts hosts;
  private final Caller caller;
  private final PlatformActions platforms;

  /** The actions of {@code caller}, whose settings and applications are in {@code hosts}. */
  public MobileActions(MobileHosts hosts, Caller caller) {
    this.hosts = hosts;
    this.caller = caller;
    this.platforms = new PlatformActions(hosts, caller);
  }

  @Override
  public Future<GetSMSAttributes.Result> getSMSAttributes(GetSMSAttributes request) {
    String scope = scope();
    return hosts
        .texts(scope, host -> host.attributes(scope, request.attributes()))
        .map(GetSMSAttributes.Result::new);
  }

  @Override
  public Future<SetSMSAttributes.Result> setSMSAttributes(SetSMSAttributes request) {
    String scope = scope();
    return hosts
        .texts(scope, host -> host.set(scope, request.attributes()))
        .map(new SetSMSAttributes.Result());
  }

  @Override
  public Future<CheckIfPhoneNumberIsOptedOut.Result> checkIfPhoneNumberIsOptedOut(
      CheckIfPhoneNumberIsOptedOut request) {
    return answer(new CheckIfPhoneNumberIsOptedOut.Result(false));
  }

  @Override
  public Future<ListPhoneNumbersOptedOut.Result> listPhoneNumbersOptedOut(
      ListPhoneNumbersOptedOut request) {
    return answer(new ListPhoneNumbersOptedOut.Result(List.of(), null));
  }

  @Override
  public Future<OptInPhoneNumber.Result> optInPhoneNumber(OptInPhoneNumber request) {
    return answer(new OptInPhoneNumber.Result());
  }

  @Override
  public Future<ListOriginationNumbers.Result> listOriginationNumbers(
      ListOriginationNumbers request) {
    return answer(new ListOriginationNumbers.Result(null, List.of()));
  }

  @Override
  public Future<GetSMSSandboxAccountStatus.Result> getSMSSandboxAccountStatus(
      GetSMSSandboxAccountStatus request) {
    return answer(new GetSMSSandboxAccountStatus.Result(true));
  }

  @Override
  public Future<ListSMSSandboxPhoneNumbers.Result> listSMSSandboxPhoneNumbers(
      ListSMSSandboxPhoneNumbers request) {
    return answer(new ListSMSSandboxPhoneNumbers.Result(List.of(), null));
  }

  @Override
  public Future<CreateSMSSandboxPhoneNumber.Result> createSMSSandboxPhoneNumber(
      CreateSMSSandboxPhoneNumber request) {
    return refuse(
        TopicError.USER_ERROR.refuse("Phone numbers cannot be verified, as no SMS is sent"));
  }

  @Override
  public Future<DeleteSMSSandboxPhoneNumber.Result> deleteSMSSandboxPhoneNumber(
      DeleteSMSSandboxPhoneNumber request) {
    return refuse(Refusals.noResource());
  }

  @Override
  public Future<VerifySMSSandboxPhoneNumber.Result> verifySMSSandboxPhoneNumber(
      VerifySMSSandboxPhoneNumber request) {
    return refuse(Refusals.noResource());
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

  private static <R> Future<R> answer(R result) {
    return Future.succeededFuture(result);
  }

  private static <R> Future<R> refuse(BrokerException refusal) {
    return Future.failedFuture(refusal);
  }
}
