package dev.guardedtool.autoconfigure.test.slice;

import org.springframework.stereotype.Component;

@Component
class Unrelated {}
