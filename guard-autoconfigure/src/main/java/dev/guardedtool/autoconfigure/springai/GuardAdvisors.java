package dev.guardedtool.autoconfigure.springai;

import java.util.List;
import org.springframework.ai.chat.client.advisor.api.Advisor;

/** The advisors that a guarded chat client has. */
record GuardAdvisors(List<Advisor> list) {}
